// What an officer does: finds a child, follows a figure to its children, imports a return and sees what changes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { address, checkPage, openBrowser, openPage, shoot } from './browser.mjs'

let shared
before(async () => { shared = await openBrowser() })
after(async () => { await shared.close() })

for (const javaScript of [true, false]) {
  const how = javaScript ? 'with JavaScript' : 'without JavaScript'

  test(`finds a child by name and opens the file, ${how}`, async () => {
    const { page, context } = await openPage(shared.browser, '/children', { javaScript })
    const name = (await page.locator('tbody th a').first().innerText()).trim()
    await page.getByLabel('Id, name or IRO').fill(name)
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name }).first().click()
    assert.equal((await page.locator('h1').innerText()).trim(), name)
    assert.ok(await page.getByRole('heading', { name: 'Timetable' }).isVisible())
    await context.close()
  })

  test(`opens a figure down to a child, ${how}`, async () => {
    const { page, context } = await openPage(shared.browser, '/measures?year=2024-25', { javaScript })
    await page.getByRole('link', { name: 'Reviews held in time', exact: true }).click()
    await page.locator('tbody tr').first().locator('td a').first().click()
    assert.equal(await page.locator('h1').innerText(), 'Behind the figure')
    await page.locator('tbody th a').first().click()
    assert.ok(await page.getByRole('heading', { name: 'Care history' }).isVisible())
    await context.close()
  })

  test(`imports a return after seeing what changes, ${how}`, async () => {
    const id = javaScript ? 'TESTBROWSER1' : 'TESTBROWSER2'
    const files = [
      { name: 'header.csv', mimeType: 'text/csv', buffer: Buffer.from(`CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n${id},F,01/02/2015,WBRI,UN1,,\n`) },
      { name: 'episodes.csv', mimeType: 'text/csv', buffer: Buffer.from(`CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n${id},02/03/2026,S,V2,N1,U6,PR1,,,,,,\n`) }
    ]
    const { page, context } = await openPage(shared.browser, '/import', { javaScript })
    await page.getByLabel('Files of the return and of the service').setInputFiles(files)
    await page.getByRole('button', { name: 'Check the files' }).click()
    assert.match(await page.locator('main').innerText(), /What would change/)
    if (javaScript) { await shoot(page, 'import-preview'); await checkPage(page, 'import preview') }
    await page.getByRole('button', { name: 'Take it over' }).click()
    assert.match(await page.locator('main').innerText(), /2 rows added/)
    await page.goto(`${address}/children/${id}`)
    assert.match(await page.locator('main').innerText(), /30 March 2026/)
    await context.close()
  })
}

test('a problem is listed with its place, and nothing is taken over', async () => {
  const { page, context } = await openPage(shared.browser, '/import')
  await page.getByLabel('Files of the return and of the service').setInputFiles([
    { name: 'header.csv', mimeType: 'text/csv', buffer: Buffer.from('CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nTESTWRONG,F,30/02/2015,WBRI,,,\n') }])
  await page.getByRole('button', { name: 'Check the files' }).click()
  const text = await page.locator('main').innerText()
  assert.match(text, /header\.csv\s+2\s+3\s+DOB: '30\/02\/2015' is not a day/)
  assert.equal(await page.getByRole('button', { name: 'Take it over' }).count(), 0)
  await shoot(page, 'import-problems')
  await checkPage(page, 'import problems')
  assert.equal((await fetch(`${address}/children/TESTWRONG`)).status, 404)
  await context.close()
})

test('an import without a file says what to do', async () => {
  const { page, context } = await openPage(shared.browser, '/import')
  await page.getByRole('button', { name: 'Check the files' }).click()
  assert.match(await page.locator('.govuk-error-summary').innerText(), /Choose at least one file/)
  await context.close()
})

test('the keyboard reaches the content first by the skip link', async () => {
  const { page, context } = await openPage(shared.browser, '/')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to main content')
  await context.close()
})
