// A day's work of many people at once, as an authority has it: they sign in, then read and write at a steady rate that
// does not wait for the answers.
//
// Each request has its moment, whether or not the one before has been answered; its time runs from that moment, so that
// a service that stands still is not let off the requests that would have come meanwhile.
//
// In      --address URL, --people FILE (a line each: name, first password, role, officer), --seconds N, --rate N a second,
//         --process N (the service's, whose memory is watched)
// Out     one JSON object: milliseconds of each kind of request, errors by what they were, memory
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { parseArgs } from 'node:util'

const text = { type: 'string' }
const { values: given } = parseArgs({
  options: { address: text, people: text, process: text, seconds: { ...text, default: '600' }, rate: { ...text, default: '100' } }
})
const base = new URL(given.address)
const agent = new Agent({ keepAlive: true, maxSockets: 512 })

// How many of a hundred requests are of which kind. A save is two: the form, then the form with the words.
const mix = { start: 15, children: 15, child: 25, calendar: 10, measures: 8, findings: 7, save: 5, draft: 10 }
const pages = { start: '/', children: '/children', calendar: '/calendar', measures: '/measures', findings: '/findings' }

// The same run each time.
let state = 20260331
function random () {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
const one = (list) => list[Math.floor(random() * list.length)]

// RFC 6238
function digits (key, moment = Date.now()) {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(moment / 30000)))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const from = mac[19] & 15
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0')
}

const valueIn = (html, field) => new RegExp(`name="${field}" value="([^"]*)"`).exec(html)?.[1]

class Person {
  constructor (name, password, role, officer) {
    Object.assign(this, { name, password, role, officer, cookies: new Map(), key: '', children: [], decision: undefined, drafted: undefined, busy: false })
  }

  ask (method, path, fields) {
    const body = fields && new URLSearchParams({ form_key: this.key, ...fields }).toString()
    const headers = { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    if (body !== undefined) {
      headers['content-type'] = 'application/x-www-form-urlencoded'
      headers['content-length'] = Buffer.byteLength(body)
    }
    return new Promise((resolve, reject) => {
      const asked = request({ host: base.hostname, port: base.port, agent, method, path, headers }, (answer) => {
        const pieces = []
        answer.on('data', (piece) => pieces.push(piece))
        answer.on('error', reject)
        answer.on('end', () => {
          for (const cookie of answer.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)
            this.cookies.set(name, value)
          }
          const html = Buffer.concat(pieces).toString()
          this.key = valueIn(html, 'form_key') ?? this.key
          resolve({ status: answer.statusCode, headers: answer.headers, html })
        })
      })
      asked.on('error', reject)
      asked.end(body)
    })
  }

  async signIn () {
    const step = async (wanted, ...what) => {
      const answer = await this.ask(...what)
      if (answer.status !== wanted) throw new Error(`signing in: ${what[0]} ${what[1]} was answered ${answer.status}`)
      return answer.html
    }
    await step(200, 'GET', '/sign-in')
    await step(303, 'POST', '/sign-in', { name: this.name, password: this.password })
    await step(200, 'GET', '/sign-in/password')
    await step(303, 'POST', '/sign-in/password', { chosen: `kettle mosque rain ${this.name}` })
    const key = /Key: <code>([A-Z2-7 ]*)</.exec(await step(200, 'GET', '/sign-in/enrol'))[1].replaceAll(' ', '')
    await step(200, 'POST', '/sign-in/enrol', { code: digits(key) })
    await step(200, 'GET', '/account')
    const list = await step(200, 'GET', '/children')
    this.children = [...new Set(list.match(/\/children\/TEST\d+/g))]
  }

  // Their own decisions, one after the other.
  async * decisions () {
    for (let page = 1; page < 40; ++page) {
      const list = (await this.ask('GET', `/children?page=${page}`)).html
      const children = [...new Set(list.match(/\/children\/TEST\d+/g))]
      if (children.length === 0) return
      for (const child of children) {
        const addresses = new Set((await this.ask('GET', child)).html.match(/\/children\/TEST\d+\/decisions\/[^"]+/g))
        for (const address of addresses) {
          if (valueIn((await this.ask('GET', address)).html, 'based_on') === undefined) break
          yield address
        }
      }
    }
  }
}

const times = new Map()
const errors = new Map()
let unanswered = 0

async function timed (kind, wanted, moment, work) {
  ++unanswered
  try {
    const answer = await work()
    if (answer.status !== wanted) {
      const what = `${kind}: status ${answer.status}`
      errors.set(what, (errors.get(what) ?? 0) + 1)
    }
    const list = times.get(kind) ?? []
    list.push(performance.now() - moment)
    times.set(kind, list)
    return answer
  } catch (error) {
    const what = `${kind}: ${error.code ?? error.message}`
    errors.set(what, (errors.get(what) ?? 0) + 1)
    return undefined
  } finally {
    --unanswered
  }
}

const words = (number) => ({ text: 'What was decided', owner: 'Social worker', progress: `Note ${number}` })

async function save (person, moment, number) {
  person.busy = true
  const form = await timed('form', 200, moment, () => person.ask('GET', person.decision))
  const basedOn = form && valueIn(form.html, 'based_on')
  if (basedOn !== undefined) {
    await timed('save', 303, performance.now(),
      () => person.ask('POST', person.decision, { based_on: basedOn, due: '', done: '', ...words(number) }))
  }
  person.busy = false
}

// As the page's script does: it says which draft it has, and is told of the one that it made.
async function keepDraft (person, moment, number) {
  person.busy = true
  const answer = await timed('draft', 204, moment, () => person.ask('POST', '/drafts',
    { draft_of: person.drafted, based_on: '1', draft: person.kept ?? '0', due: '', done: '', quietly: 'yes', ...words(number) }))
  person.kept = answer?.headers['footprint-draft'] ?? person.kept
  person.busy = false
}

// How many requests this was.
function begin (kind, people, writers, moment, number) {
  if (kind === 'save' || kind === 'draft') {
    const idle = writers.filter((person) => !person.busy)
    const person = one(idle.length > 0 ? idle : writers)
    if (kind === 'save') {
      save(person, moment, number)
      return 2
    }
    keepDraft(person, moment, number)
    return 1
  }
  const person = one(people)
  timed(kind, 200, moment, () => person.ask('GET', kind === 'child' ? one(person.children) : pages[kind]))
  return 1
}

// The process's own: pages of files that it has mapped are the system's to take back.
const memory = () => Number(/^RssAnon:\s*(\d+)/m.exec(readFileSync(`/proc/${given.process}/status`, 'utf8'))[1]) / 1024

async function atARate (people, writers) {
  const kinds = Object.entries(mix).flatMap(([kind, share]) => Array(share).fill(kind))
  const seconds = Number(given.seconds)
  const memories = []
  const watching = setInterval(() => memories.push(memory()), 5000)
  const start = performance.now()
  let at = 0
  let number = 0
  while (at < seconds * 1000) {
    const wait = start + at - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const asked = begin(one(kinds), people, writers, start + at, ++number)
    // Moments are drawn, as people do not wait for each other.
    for (let i = 0; i < asked; ++i) at += -Math.log(1 - random()) * 1000 / Number(given.rate)
  }
  while (unanswered > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  clearInterval(watching)
  return { seconds: (performance.now() - start) / 1000, memories }
}

function figures (list) {
  const sorted = [...list].sort((a, b) => a - b)
  const within = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return { count: sorted.length, p50: within(0.5), p95: within(0.95), p99: within(0.99), most: sorted[sorted.length - 1] }
}

const people = readFileSync(given.people, 'utf8').trim().split('\n').map((line) => new Person(...line.split('\t')))
const waiting = [...people]
const beganSigningIn = performance.now()
await Promise.all(Array.from({ length: 4 }, async () => {
  while (waiting.length > 0) await waiting.pop().signIn()
}))
const signedIn = (performance.now() - beganSigningIn) / 1000
// Nobody writes to what another writes to. A draft is of another decision than what is saved, since a draft of what was
// changed meanwhile is shown beside it.
const writers = people.filter((person) => person.role === 'iro')
const decisionsOf = new Map()
for (const writer of writers) {
  if (!decisionsOf.has(writer.officer)) decisionsOf.set(writer.officer, writer.decisions())
  writer.decision = (await decisionsOf.get(writer.officer).next()).value
  writer.drafted = (await decisionsOf.get(writer.officer).next()).value
}
const able = writers.filter((writer) => writer.drafted !== undefined)
const { seconds, memories } = await atARate(people, able)
// The least of a while: two pictures of the records stand beside each other whenever one takes the other's place.
const least = (list) => Math.min(...list)
const part = Math.max(1, Math.floor(memories.length / 5))
console.log(JSON.stringify({
  people: people.length,
  writers: able.length,
  signing_in_seconds: signedIn,
  seconds,
  asked: Number(given.rate),
  kinds: Object.fromEntries([...times].map(([kind, list]) => [kind, figures(list)])),
  all: figures([...times.values()].flat()),
  errors: Object.fromEntries(errors),
  memory: { early: least(memories.slice(part, 2 * part)), late: least(memories.slice(-part)), most: Math.max(...memories) }
}, null, 1))
