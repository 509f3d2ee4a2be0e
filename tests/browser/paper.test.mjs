// On paper: what only leads about is left out, tables are whole, and links can be read.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { address, openBrowser } from './browser.mjs'

let shared
let child
before(async () => {
  shared = await openBrowser()
  const list = await (await fetch(`${address}/children`)).text()
  child = list.match(/\/children\/(TEST[0-9]+)/)[1]
})
after(async () => { await shared.close() })

// What an A4 page has room for between its margins of 14 mm, at 96 px an inch.
const paper = Math.floor((210 - 2 * 14) / 25.4 * 96)

const pages = {
  start: () => '/',
  children: () => '/children',
  child: () => `/children/${child}`,
  calendar: () => '/calendar',
  measures: () => '/measures?year=2024-25',
  'measure with rows': () => '/measures/placements.type?year=2024-25',
  'children behind a figure': () => '/measures/participation.by_code/children?period=2024-25&row=PN1',
  findings: () => '/findings?finding=review.late'
}

async function onPaper (path) {
  const context = await shared.browser.newContext({ viewport: { width: paper, height: 1000 } })
  const page = await context.newPage()
  await page.goto(address + path)
  await page.emulateMedia({ media: 'print' })
  return { page, context }
}

for (const [name, path] of Object.entries(pages)) {
  test(`${name}: nothing that only leads about is printed`, async () => {
    const { page, context } = await onPaper(path())
    const shown = await page.evaluate(() => [...document.querySelectorAll(
      'nav, .govuk-service-navigation, .govuk-breadcrumbs, .govuk-pagination, .govuk-skip-link, .fp-filter, .fp-person, button, .govuk-button')]
      .filter((element) => element.getClientRects().length > 0).map((element) => element.outerHTML.slice(0, 120)))
    assert.deepEqual(shown, [])
    assert.ok(await page.locator('h1').isVisible())
    await context.close()
  })

  test(`${name}: tables and drawings are whole`, async () => {
    const { page, context } = await onPaper(path())
    const cut = await page.evaluate((room) => [...document.querySelectorAll('.govuk-table, svg, .fp-scroll')]
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => element.getBoundingClientRect().right > room + 1 ||
        (element.matches('.fp-scroll') && getComputedStyle(element).overflowX !== 'visible'))
      .map((element) => `${Math.round(element.getBoundingClientRect().right)} px: ${element.outerHTML.slice(0, 120)}`), paper)
    assert.deepEqual(cut, [])
    const heads = await page.evaluate(() => [...document.querySelectorAll('.govuk-table thead')]
      .map((head) => getComputedStyle(head).display))
    for (const display of heads) assert.equal(display, 'table-header-group', 'the head stands on each sheet')
    await context.close()
  })

  test(`${name}: links can be read`, async () => {
    const { page, context } = await onPaper(path())
    const pale = await page.evaluate(() => {
      const part = (value) => { const share = value / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4 }
      const onWhite = (colour) => {
        const [red, green, blue] = colour.match(/[0-9.]+/g).map(Number)
        return 1.05 / (0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue) + 0.05)
      }
      return [...document.querySelectorAll('main a')].filter((link) => link.getClientRects().length > 0)
        .filter((link) => onWhite(getComputedStyle(link).color) < 4.5 || parseFloat(getComputedStyle(link).fontSize) < 10)
        .map((link) => link.outerHTML.slice(0, 120))
    })
    assert.deepEqual(pale, [])
    const addresses = await page.evaluate(() => [...document.querySelectorAll('main a')]
      .filter((link) => !['none', 'normal', '""'].includes(getComputedStyle(link, '::after').content)).length)
    assert.equal(addresses, 0, 'no address stands behind a link')
    await context.close()
  })
}

test('a child prints as A4', async () => {
  const { page, context } = await onPaper(`/children/${child}`)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  assert.match(pdf, /^%PDF-/)
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]/g)]
  assert.ok(boxes.length > 0, 'it has pages')
  for (const [, width, height] of boxes) {
    assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} by ${height} points`)
  }
  await context.close()
})

const pagesOf = async (page) => {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return [...pdf.matchAll(/\/MediaBox \[0 0 [0-9.]+ [0-9.]+\]/g)].length
}

test('a hand-over takes two sheets a child at the most', async () => {
  const work = await (await fetch(`${address}/my-work?whose=all`)).text()
  const officer = work.match(/\/my-work\?whose=(TESTIRO[0-9]+)/)[1]
  const { page, context } = await onPaper(`/officers/${officer}/hand-over`)
  const children = await page.locator('.fp-hand-over').count()
  assert.ok(children > 1)
  assert.equal(await page.locator('.fp-jumps').isVisible(), false)
  const sheets = await pagesOf(page)
  assert.ok(sheets >= children && sheets <= 2 * children, `${sheets} sheets for ${children} children`)
  // The fullest that the page can make: each list and text as long as it is before it is cut.
  await page.evaluate(() => {
    const words = 'Amina will be visited by the team every week. '.repeat(20)
    const part = (html) => { const list = document.createElement('ul'); list.className = 'govuk-list govuk-list--bullet'; list.innerHTML = html.repeat(8) + '<li>and 9 more, on the child\'s page</li>'; return list }
    const passage = () => { const text = document.createElement('p'); text.className = 'govuk-body'; text.textContent = words.slice(0, 360); return text }
    for (const child of document.querySelectorAll('.fp-hand-over')) {
      const cells = child.querySelectorAll('dd')
      cells[1].replaceChildren(part(`<li>${words.slice(0, 70)}</li>`))
      cells[2].replaceChildren(part(`<li>${words.slice(0, 270)}</li>`), part(`<li>${words.slice(0, 210)}</li>`))
      cells[3].replaceChildren(passage(), passage(), passage(), passage(), passage(), passage())
    }
  })
  const fullest = await pagesOf(page)
  assert.equal(fullest, 2 * children, `${fullest} sheets for ${children} children`)
  await context.close()
})
