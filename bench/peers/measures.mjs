// The peer in DuckDB: the same measures of one year from the same files, as measures.py has them.
//
// What the law makes due is given to it: FOLDER-requirements.csv, made from our timetable.
//
// In      FOLDER YEAR_STARTS [ROUNDS]
// Out     one JSON object: figures, milliseconds of the processor from files to figures, and once loaded (the best
//         round)
import { DuckDBInstance } from '@duckdb/node-api'

const [folder, year, roundsAsked] = process.argv.slice(2)
const starts = Number(year)
const rounds = Number(roundsAsked ?? 3)
const first = `DATE '${starts}-04-01'`
const last = `DATE '${starts + 1}-03-31'`
const asAt = "DATE '2026-03-31'"

const tables = { header: ['DOB'], episodes: ['DECOM', 'DEC'], reviews: ['REVIEW'], missing: ['MIS_START'] }
const ownTables = { review_details: ['held'], decisions: ['due', 'done'], requirements: ['first_sitting'] }

function reading(name, days, form) {
  const changed = days.map((day) => `TRY_STRPTIME("${day}", '${form}')::DATE AS "${day}"`).join(', ')
  return `CREATE OR REPLACE TABLE ${name} AS SELECT * REPLACE (${changed}), row_number() OVER () AS place
    FROM read_csv('${folder}${name === 'requirements' ? '-' : '/'}${name}.csv', all_varchar = true, header = true, nullstr = '')`
}

// Episodes of care without short breaks, ended at 18, put together into periods of care.
const care = `CREATE OR REPLACE TEMP TABLE care AS
  WITH lived AS (
    SELECT e.*, LEAST(COALESCE(e.DEC, DATE '2200-01-01'),
                      COALESCE((h.DOB + INTERVAL 18 YEAR)::DATE, DATE '2200-01-01')) AS until
    FROM episodes e LEFT JOIN header h USING (CHILD)
    WHERE e.LS NOT IN ('V3', 'V4') AND e.DECOM IS NOT NULL),
  begun AS (
    SELECT *, CASE WHEN RNE = 'S' OR lag(until) OVER told IS NULL OR DECOM > lag(until) OVER told
                   THEN 1 ELSE 0 END AS starts
    FROM lived WINDOW told AS (PARTITION BY CHILD ORDER BY DECOM, place))
  SELECT *, sum(starts) OVER (PARTITION BY CHILD ORDER BY DECOM, place ROWS UNBOUNDED PRECEDING) AS period
  FROM begun`

const now = `SELECT DISTINCT ON (CHILD) * FROM care WHERE DECOM < until AND DECOM <= ${last} AND until > ${last}
  ORDER BY CHILD, DECOM DESC, place DESC`
const periods = `SELECT CHILD, period, min(DECOM) AS begin, arg_max(until, (DECOM, place)) AS until,
    arg_min(RNE, (DECOM, place)) AS reason, arg_min(LS, (DECOM, place)) AS status
  FROM care WHERE DECOM < until GROUP BY CHILD, period`
const held = `SELECT DISTINCT ON (child, held) child, held, COALESCE(code, split_part(participation, ';', 1)) AS code, mode FROM (
    SELECT COALESCE(r.CHILD, d.child) AS child, COALESCE(r.REVIEW, d.held) AS held, r.REVIEW_CODE AS code,
           d.participation, d.mode
    FROM (SELECT * FROM reviews WHERE REVIEW BETWEEN ${first} AND ${last}) r
    FULL JOIN (SELECT * FROM review_details WHERE held BETWEEN ${first} AND ${last}) d
      ON r.CHILD = d.child AND r.REVIEW = d.held)
  WHERE held <= ${asAt}`
// The standard profile's: from how many months in care on. Where the beginning is not known, the known days
// decide only that it is the longest time.
const timeInCare = `SELECT CASE
    WHEN begin <= ${last} - INTERVAL 120 MONTH THEN '10+ years'
    WHEN reason IS DISTINCT FROM 'S' THEN NULL
    WHEN begin <= ${last} - INTERVAL 60 MONTH THEN '5-<10 years'
    WHEN begin <= ${last} - INTERVAL 24 MONTH THEN '2-<5 years'
    WHEN begin <= ${last} - INTERVAL 12 MONTH THEN '1-<2 years'
    WHEN begin <= ${last} - INTERVAL 6 MONTH THEN '6-<12 months'
    WHEN begin <= ${last} - INTERVAL 1 MONTH THEN '1-<6 months'
    ELSE '<1 month' END AS row
  FROM (${now}) n JOIN (${periods}) p USING (CHILD, period)`

const questions = {
  'population.looked_after': `SELECT '' AS row, count(*) AS n FROM (${now})`,
  'population.legal_status': `SELECT LS AS row, count(*) AS n FROM (${now}) GROUP BY 1`,
  'placements.type': `SELECT PLACE AS row, count(*) AS n FROM (${now}) GROUP BY 1`,
  'placements.provider': `SELECT PLACE_PROVIDER AS row, count(*) AS n FROM (${now}) GROUP BY 1`,
  'population.time_in_care': `SELECT row, count(*) AS n FROM (${timeInCare}) WHERE row IS NOT NULL
    GROUP BY 1`,
  'population.sex': `SELECT h.SEX AS row, count(*) AS n FROM (${now}) JOIN header h USING (CHILD) GROUP BY 1`,
  'population.started.periods': `SELECT '' AS row, count(*) AS n FROM (${periods}) WHERE begin BETWEEN ${first} AND ${last}
    AND reason = 'S'`,
  'population.entry_status': `SELECT status AS row, count(*) AS n FROM (${periods})
    WHERE begin BETWEEN ${first} AND ${last} AND reason = 'S' GROUP BY 1`,
  'population.ceased.periods': `SELECT '' AS row, count(*) AS n FROM (${periods}) WHERE until BETWEEN ${first} AND ${last}`,
  'reviews.held': `SELECT '' AS row, count(*) AS n FROM (${held})`,
  'participation.by_code': `SELECT code AS row, count(*) AS n FROM (${held}) GROUP BY 1`,
  'reviews.mode': `SELECT mode AS row, count(*) AS n FROM (${held}) GROUP BY 1`,
  'participation.rate': `SELECT unnest(['of', 'met']) AS row, unnest([count(*), count(*) FILTER (code <> 'PN7')]) AS n
    FROM (${held}) WHERE code IS NOT NULL AND code <> 'PN0'`,
  'reviews.held_in_time': `SELECT unnest(['of', 'met']) AS row, unnest([count(*), count(*) FILTER (in_time)]) AS n
    FROM (SELECT child, first_sitting, bool_and(state = 'met') AS in_time FROM requirements
          WHERE first_sitting BETWEEN ${first} AND ${last} AND clock NOT IN ('short_breaks', 'disruption') GROUP BY 1, 2)`,
  'decisions.progressed': `SELECT unnest(['of', 'met']) AS row,
      unnest([count(*) FILTER (done <= due OR due < ${asAt}), count(*) FILTER (done <= due)]) AS n
    FROM decisions WHERE due BETWEEN ${first} AND ${last} AND review IN (SELECT review FROM review_details)`,
  'missing.episodes': `SELECT MISSING AS row, count(*) AS n FROM missing
    WHERE MIS_START BETWEEN ${first} AND ${last} GROUP BY 1`
}

function processor() {
  const used = process.cpuUsage()
  return (used.user + used.system) / 1000
}

const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
const connection = await instance.connect()
const fromFiles = []
const loaded = []
let figures = {}
for (let round = 0; round < rounds; ++round) {
  const began = processor()
  for (const [name, days] of Object.entries(tables)) await connection.run(reading(name, days, '%d/%m/%Y'))
  for (const [name, days] of Object.entries(ownTables)) await connection.run(reading(name, days, '%Y-%m-%d'))
  await connection.run(care)
  const read = processor()
  figures = {}
  for (const [measure, question] of Object.entries(questions))
    for (const [row, n] of (await connection.runAndReadAll(question)).getRows())
      figures[`${measure}|${row ?? 'not_recorded'}`] = Number(n)
  const ended = processor()
  fromFiles.push(ended - began)
  loaded.push(ended - read)
}
console.log(JSON.stringify({ figures, from_files_ms: Math.min(...fromFiles), loaded_ms: Math.min(...loaded) }))
