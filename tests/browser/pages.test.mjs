// Every page at two widths, with and without JavaScript: accessible, never too wide, no error in the console.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { address, checkPage, openBrowser, openPage, openUnderPolicy, shoot } from './browser.mjs'

let shared
let child
before(async () => {
  shared = await openBrowser()
  const list = await (await fetch(`${address}/children`)).text()
  child = list.match(/\/children\/(TEST[0-9]+)/)[1]
})
after(async () => { await shared.close() })

const pages = {
  start: '/',
  work: '/my-work',
  'work-overdue': '/my-work?whose=all&kind=follow_decision&when=overdue',
  children: '/children',
  'children-none': '/children?q=nobody-of-this-name',
  'children-findings': '/children?state=findings&sort=due',
  calendar: '/calendar',
  'calendar-week': '/calendar?week=2026-03-31&officer=TESTIRO01',
  officers: '/officers',
  officer: '/officers/TESTIRO01',
  measures: '/measures?year=2024-25',
  'measure-months': '/measures/reviews.held_in_time?year=2024-25',
  'measure-rows': '/measures/placements.type?year=2024-25',
  behind: '/measures/participation.by_code/children?period=2024-25&row=PN1',
  findings: '/findings',
  'findings-new': '/findings?new=yes',
  'findings-late': '/findings?finding=review.late',
  import: '/import'
}

for (const [name, path] of Object.entries(pages)) {
  for (const width of [1280, 320]) {
    test(`${name} at ${width} px`, async () => {
      const { page, answer, context } = await openPage(shared.browser, path, { width })
      assert.equal(answer.status(), 200)
      assert.deepEqual(page.errors, [])
      await shoot(page, `${name}-${width}`)
      await checkPage(page, name)
      await context.close()
    })
  }
  test(`${name} without JavaScript`, async () => {
    const { page, answer, context } = await openPage(shared.browser, path, { javaScript: false })
    assert.equal(answer.status(), 200)
    assert.ok(await page.locator('h1').textContent())
    assert.ok((await page.locator('main').innerText()).length > 20)
    await context.close()
  })
}

test('a footprint at two widths', async () => {
  for (const width of [1280, 320]) {
    const { page, answer, context } = await openPage(shared.browser, `/children/${child}/footprint`, { width })
    assert.equal(answer.status(), 200)
    assert.deepEqual(page.errors, [])
    await shoot(page, `footprint-${width}`)
    await checkPage(page, 'footprint')
    await context.close()
  }
})

test('a hand-over at two widths', async () => {
  const work = await (await fetch(`${address}/my-work?whose=all`)).text()
  const officer = work.match(/\/my-work\?whose=(TESTIRO[0-9]+)/)[1]
  for (const width of [1280, 320]) {
    const { page, answer, context } = await openPage(shared.browser, `/officers/${officer}/hand-over`, { width })
    assert.equal(answer.status(), 200)
    assert.deepEqual(page.errors, [])
    await shoot(page, `hand-over-${width}`)
    await checkPage(page, 'hand-over')
    await context.close()
  }
})

test('a child at two widths', async () => {
  for (const width of [1280, 320]) {
    const { page, answer, context } = await openPage(shared.browser, `/children/${child}`, { width })
    assert.equal(answer.status(), 200)
    assert.deepEqual(page.errors, [])
    await shoot(page, `child-${width}`)
    await checkPage(page, 'child')
    assert.match(await page.locator('main').innerText(), /SI 20/)
    await context.close()
  }
})

test('a child that is not there is said to be so', async () => {
  const { page, answer, context } = await openPage(shared.browser, '/children/NOBODY')
  assert.equal(answer.status(), 404)
  await checkPage(page, 'not found')
  await context.close()
})

test('nothing of GOV.UK\'s brand is served', async () => {
  const styles = await (await fetch(`${address}/assets/footprint.css`)).text()
  for (const banned of [/GDS Transport/i, /@font-face/i]) assert.doesNotMatch(styles, banned)
  for (const path of ['/assets/fonts/light-94a07e06a1-v2.woff2', '/assets/images/govuk-crest.svg',
    '/assets/images/govuk-opengraph-image.png']) {
    assert.equal((await fetch(address + path)).status, 404)
  }
})

test('the policy of the pages lets nothing foreign in', async () => {
  const answer = await fetch(address + '/')
  const policy = answer.headers.get('content-security-policy')
  assert.match(policy, /default-src 'none'/)
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/)
})

test('no page has anything that the policy keeps from it', async () => {
  const { page, told, refusals, context } = await openUnderPolicy(shared.browser)
  const drawn = [`/children/${child}`, pages['measure-months'], pages['measure-rows']]
  const others = [`/children/${child}/footprint`, `/children/${child}/contacts/new`]
  for (const path of new Set([...Object.values(pages), ...drawn, ...others])) {
    const answer = await page.goto(address + path)
    assert.equal(answer.status(), 200, path)
    assert.ok(answer.headers()['content-security-policy'], `${path}: without a policy`)
    await page.waitForFunction(() => document.body.classList.contains('govuk-frontend-supported'))
    const drawings = await page.locator('.fp-figure svg').count()
    assert.ok(drawings > 0 || !drawn.includes(path), `${path}: without a drawing`)
    assert.deepEqual(await refusals(), [], path)
    assert.deepEqual(told, [], path)
  }
  // Where something is forbidden, it is heard in both ways.
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'))
  await page.waitForFunction(() => window.refusals.length > 0)
  for (let waits = 0; told.length === 0 && waits < 50; ++waits) await page.waitForTimeout(100)
  assert.match((await refusals())[0], /^style-src/)
  assert.match(told.join(), /content security policy/i)
  await context.close()
})
