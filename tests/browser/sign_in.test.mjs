// People who sign in: the first administrator, an IRO, a manager and an auditor, over the pages that only exist with
// accounts. Each page at two widths, and the whole way of one person without JavaScript.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkPage, openBrowser, shoot } from './browser.mjs'
import { digits, ownPassword } from './signing_in.mjs'

const address = process.env.FOOTPRINT_SIGN_IN_ADDRESS
const firstPassword = process.env.FOOTPRINT_FIRST_PASSWORD

let shared
before(async () => {
  assert.ok(address && firstPassword, 'the service with accounts is named: run ./check browser')
  shared = await openBrowser()
})
after(async () => { await shared.close() })

async function newContext (javaScript = true, width = 1280, storageState = undefined) {
  const context = await shared.browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: javaScript, bypassCSP: true, storageState })
  const page = await context.newPage()
  return { context, page }
}

async function look (page, name) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await shoot(page, `${name}-${width}`)
    await checkPage(page, name)
  }
}

// The checks need JavaScript: they are made of the same page in a window that has it.
async function lookWithJavaScript (page, name) {
  const { context, page: same } = await newContext()
  await same.goto(`${address}/sign-in`)
  await same.setContent(await page.content())
  await look(same, name)
  await context.close()
}

// From the first password to the start page. Looks at each page on the way where a name is given.
async function enter (page, name, password, looked) {
  await page.goto(`${address}/`)
  assert.match(page.url(), /\/sign-in$/)
  if (looked) await look(page, 'sign-in')
  await page.fill('#name', name)
  await page.fill('#password', password)
  await page.click('button:has-text("Sign in")')
  assert.match(page.url(), /\/sign-in\/password/)
  if (looked) await look(page, 'choose-password')
  await page.fill('#chosen', 'password1234')
  await page.click('button:has-text("Go on")')
  assert.match(await page.innerText('.govuk-error-summary'), /tried first/i)
  await page.fill('#chosen', ownPassword)
  await page.click('button:has-text("Go on")')
  assert.match(page.url(), /\/sign-in\/enrol/)
  if (looked) await look(page, 'enrol')
  const key = (await page.innerText('main code')).replaceAll(' ', '')
  await page.fill('#code', '000000')
  await page.click('button:has-text("Go on")')
  await page.fill('#code', digits(key))
  await page.click('button:has-text("Go on")')
  assert.equal(await page.innerText('h1'), 'Your recovery codes')
  assert.equal(await page.locator('.fp-codes li').count(), 10)
  if (looked) await look(page, 'recovery-codes')
  await page.click('text="I have kept them"')
  return key
}

const state = {}

test('the first administrator comes in, makes accounts, and sees no child', async () => {
  const { context, page } = await newContext()
  await enter(page, 'ada', firstPassword, true)
  assert.ok(!(await page.innerText('body')).includes('TEST'))
  assert.equal((await page.goto(`${address}/children`)).status(), 403)
  await look(page, 'not-for-your-account')
  await page.goto(`${address}/accounts`)
  await look(page, 'accounts')
  for (const [name, role, officer] of [['olu', 'iro', process.env.FOOTPRINT_OFFICER], ['maya', 'manager', ''], ['eve', 'auditor', '']]) {
    await page.goto(`${address}/accounts/new`)
    await page.fill('#account', name)
    await page.fill('#name', `Person ${name}`)
    await page.fill('#officer', officer)
    await page.check(`input[name=roles][value=${role}]`)
    if (name === 'olu') await look(page, 'new-account')
    await page.click('button:has-text("Make the account")')
    if (page.url().includes('/account/prove')) assert.fail('proved a moment ago')
    assert.equal(await page.innerText('h1'), 'First password')
    if (name === 'olu') await look(page, 'first-password')
    state[name] = (await page.innerText('main code')).trim()
  }
  await page.goto(`${address}/account`)
  await look(page, 'account')
  await page.goto(`${address}/account/password`)
  await look(page, 'change-password')
  await context.close()
})

test('an IRO works on a decision in two windows, and nothing is lost', async () => {
  const { context, page } = await newContext()
  state.oluKey = await enter(page, 'olu', state.olu)
  state.oluState = await context.storageState()
  assert.equal(await page.innerText('h1'), 'Reviews at a glance')
  await look(page, 'start-of-an-iro')
  await page.goto(`${address}/children?officer=${process.env.FOOTPRINT_OFFICER}`)
  let decision = null
  for (const link of await page.$$eval('table a', (all) => all.map((a) => a.getAttribute('href')))) {
    await page.goto(address + link)
    decision = await page.$eval('a[href*="/decisions/"]', (a) => a.getAttribute('href')).catch(() => null)
    if (decision) { state.child = link; break }
  }
  assert.ok(decision, 'a child with a decision')
  await page.goto(address + decision)
  await look(page, 'decision')
  const other = await newContext(true, 1280, state.oluState)
  await other.page.goto(address + decision)
  await other.page.fill('#progress', 'Said in the other window.')
  await page.fill('#progress', 'Typed in this window.')
  await page.waitForSelector('[data-draft-state]:has-text("Kept as a draft")')
  await other.page.click('button:has-text("Save")')
  await page.click('button:has-text("Save")')
  assert.match(await page.innerText('.govuk-error-summary'), /meanwhile/)
  const both = await page.innerText('main')
  assert.ok(both.includes('Said in the other window.'))
  assert.equal(await page.inputValue('#progress'), 'Typed in this window.')
  await look(page, 'both-texts')
  await page.fill('#progress', 'Said in the other window. Typed in this window.')
  await page.click('button:has-text("Save")')
  await page.goto(address + decision)
  assert.equal(await page.inputValue('#progress'), 'Said in the other window. Typed in this window.')
  await other.context.close()
  state.decision = decision
  state.oluState = await context.storageState()
  await context.close()
})

test('a manager restricts a file, an IRO opens it in an emergency, the manager is told', async () => {
  const manager = await newContext()
  await enter(manager.page, 'maya', state.maya)
  await manager.page.goto(`${address}${state.child}/readers`)
  await look(manager.page, 'readers')
  await manager.page.check('input[name=accounts][value=maya]')
  await manager.page.fill('#why', 'A relative works here')
  await manager.page.click('button:has-text("Save")')
  const iro = await newContext(true, 1280, state.oluState)
  const kept = await iro.page.goto(address + state.child)
  assert.equal(kept.status(), 403)
  await look(iro.page, 'restricted')
  assert.match(await (await iro.context.request.get(`${address}/children`)).text(), /1 restricted file is not shown/)
  await iro.page.click('text="Open it in an emergency"')
  await look(iro.page, 'emergency')
  await iro.page.fill('#reason', '')
  await iro.page.click('button:has-text("Open it")')
  assert.match(await iro.page.innerText('.govuk-error-summary'), /problem/)
  await iro.page.fill('#reason', 'The carer telephoned: the child is at the hospital.')
  await iro.page.click('button:has-text("Open it")')
  assert.equal((await iro.page.goto(address + state.child)).status(), 200)
  await iro.context.close()
  await manager.page.goto(`${address}/`)
  assert.match(await manager.page.innerText('.govuk-notification-banner'), /Person olu.*\n?.*hospital/s)
  await look(manager.page, 'start-of-a-manager')
  await manager.page.click('button:has-text("I have noted this")')
  assert.equal(await manager.page.locator('.govuk-notification-banner').count(), 0)
  await manager.page.goto(`${address}/retention`)
  await look(manager.page, 'retention')
  await manager.page.fill('#hold', 'inquiry-2027')
  await manager.page.fill('#reason', 'The inquiry asked for every file.')
  await manager.page.click('button:has-text("Hold")')
  await look(manager.page, 'retention-held')
  await manager.page.goto(`${address}${state.child}/own-file`)
  await look(manager.page, 'own-file')
  const [copy] = await Promise.all([manager.page.waitForEvent('download'), manager.page.click('button:has-text("Make the copy")')])
  assert.match(copy.suggestedFilename(), /^file-TEST/)
  state.mayaState = await manager.context.storageState()
  await manager.context.close()
})

test('what a manager types of a supervision is kept, with scripts and without', async () => {
  const { context, page } = await newContext(true, 1280, state.mayaState)
  const kept = await newContext(false, 1280, state.mayaState)
  const officer = `${address}/officers/${process.env.FOOTPRINT_OFFICER}`
  await page.goto(officer)
  await page.fill('#note', 'Half a sentence that')
  await page.waitForSelector('[data-draft-state]:has-text("Kept as a draft")')
  await page.goto(officer)
  assert.equal(await page.inputValue('#note'), 'Half a sentence that')
  await look(page, 'officer-with-draft')
  await kept.page.goto(officer)
  await kept.page.fill('#note', 'Half a sentence that went on')
  await kept.page.click('button:has-text("Keep as a draft")')
  assert.equal(await kept.page.inputValue('#note'), 'Half a sentence that went on')
  await kept.page.click('button:has-text("Throw the draft away")')
  assert.equal(await kept.page.inputValue('#note'), '')
  await kept.context.close()
  await context.close()
})

test('a draft outlives the session', async () => {
  const { context, page } = await newContext(true, 1280, state.oluState)
  await page.goto(address + state.decision)
  await page.fill('#progress', 'Half a sentence that')
  await page.waitForSelector('[data-draft-state]:has-text("Kept as a draft")')
  await page.click('text="Sign out" >> visible=true')
  await page.goto(address + state.decision)
  assert.match(page.url(), /\/sign-in\?then=/)
  await page.fill('#name', 'olu')
  await page.fill('#password', 'wrong words entirely')
  await page.click('button:has-text("Sign in")')
  assert.match(await page.innerText('.govuk-error-summary'), /problem/)
  await look(page, 'sign-in-refused')
  await page.fill('#name', 'olu')
  await page.fill('#password', ownPassword)
  await page.click('button:has-text("Sign in")')
  await look(page, 'code')
  await page.fill('#code', digits(state.oluKey, Date.now() + 30000))
  await page.click('button:has-text("Go on")')
  assert.ok(page.url().endsWith(state.decision), page.url())
  assert.equal(await page.inputValue('#progress'), 'Half a sentence that')
  await look(page, 'decision-with-draft')
  await page.click('button:has-text("Throw the draft away")')
  await page.goto(address + state.decision)
  assert.equal(await page.inputValue('#progress'), 'Said in the other window. Typed in this window.')
  state.oluState = await context.storageState()
  await context.close()
})

test('without JavaScript, words come back where the session ended meanwhile', async () => {
  const { context, page } = await newContext(false, 1280, state.oluState)
  await page.goto(address + state.decision)
  await page.fill('#progress', 'Typed before the session ended.')
  const other = await context.newPage()
  await other.goto(`${address}/account`)
  await other.click('text="Sign out" >> visible=true')
  await page.click('button:has-text("Save")')
  assert.equal(await page.innerText('h1'), 'You were signed out before this was sent')
  assert.equal(await page.inputValue('textarea[name=progress]'), 'Typed before the session ended.')
  await lookWithJavaScript(page, 'words-given-back')
  const [beside] = await Promise.all([context.waitForEvent('page'), page.click('text="Sign in at another tab"')])
  await beside.waitForLoadState()
  assert.equal(await beside.innerText('h1'), 'Sign in')
  await context.close()
})

test('an auditor reads the journal', async () => {
  const { context, page } = await newContext()
  await enter(page, 'eve', state.eve)
  await page.goto(`${address}/journal`)
  await look(page, 'journal')
  const text = await page.innerText('main')
  assert.match(text, /olu/)
  assert.match(text, /ada/)
  await context.close()
})

test('the way in without JavaScript', async () => {
  const { context, page } = await newContext(false)
  await page.goto(`${address}/children`)
  assert.match(page.url(), /\/sign-in\?then=/)
  await page.fill('#name', 'ada')
  await page.fill('#password', ownPassword)
  await page.click('button:has-text("Sign in")')
  assert.match(page.url(), /\/sign-in\/code/)
  assert.equal(await page.innerText('h1'), 'Your code')
  await context.close()
})
