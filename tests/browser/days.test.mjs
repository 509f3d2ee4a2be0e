// Scenarios in which days go by, each in an authority of its own and with and without JavaScript: what a child's review
// goes through from a booking to its record, whoever is away, and whoever else writes at the same time.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newAuthority } from './authority.mjs'
import { checkPage, openBrowser, shoot } from './browser.mjs'
import { signInFirst } from './signing_in.mjs'

let shared
before(async () => { shared = await openBrowser() })
after(async () => { await shared.close() })

const header = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n'
const episodes = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n'
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const officers = 'officer,name,role,fte,started\nTESTIRO1,Olu Test,iro,1,2020-01-01\nTESTIRO2,Ann Test,iro,1,2020-01-01\n'
const cameIntoCare = (children) => [
  file('header.csv', header + children.map(({ id, born }) => `${id},F,${born},WBRI,UN1,,\n`).join('')),
  file('episodes.csv', episodes + children.map(({ id, from, place = 'U6', provider = 'PR1' }) =>
    `${id},${from},S,V2,N1,${place},${provider},,,,,,\n`).join(''))]

async function newWindow (javaScript, storageState) {
  const context = await shared.browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: javaScript, bypassCSP: true, storageState })
  const page = await context.newPage()
  page.javaScript = javaScript
  return { page, context }
}

// What every page must pass, at the width of a telephone: each once by all rules. They are a script, so that without
// JavaScript, where the page is the same, only its width is looked at.
const lookedAt = new Set()
async function look (page, name) {
  await page.setViewportSize({ width: 320, height: 900 })
  if (page.javaScript && !lookedAt.has(name)) {
    lookedAt.add(name)
    await shoot(page, `days-${name}`)
    await checkPage(page, name)
  } else {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    assert.ok(overflow <= 0, `${name}: wider than the window by ${overflow} px`)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

async function go (page, address, name) {
  const answer = await page.goto(address)
  assert.equal(answer.status(), 200, address)
  await look(page, name)
}

const main = async (page) => (await page.innerText('main')).replace(/\s+/g, ' ')
const warning = async (page) => await page.innerText('.govuk-error-summary')
const save = async (page) => await page.click('form[data-draft] button:has-text("Save")')

// The text of the row in the table or list whose head is this, its cells with a bar between them.
const row = async (page, head) => (await page.locator(`main tr:has(> th:has-text("${head}"))`).first()
  .locator('th, td').allInnerTexts()).map((cell) => cell.replace(/\s+/g, ' ').trim()).join(' | ')

// The requirement of that latest day, in the timetable of the child's page: name, latest day, held, state, why.
async function requirement (page, latest) {
  const found = page.locator('main tr', { has: page.locator(`td .fp-nowrap:text-is("${latest}")`) })
  assert.equal(await found.count(), 1, `one requirement by ${latest}`)
  return (await found.locator('th, td').allInnerTexts()).map((cell) => cell.replace(/\s+/g, ' ').trim())
}

async function takeOver (page, address, files, name) {
  await go(page, `${address}/import`, 'import')
  await page.getByLabel('Files of the return and of the service').setInputFiles(files)
  await page.getByRole('button', { name: 'Check the files' }).click()
  assert.match(await main(page), /What would change/)
  await look(page, `${name}-preview`)
  const preview = await main(page)
  await page.getByRole('button', { name: 'Take it over' }).click()
  assert.match(await main(page), /\d+ rows? added/)
  await look(page, `${name}-taken-over`)
  return preview
}

async function allocate (page, address, child, officer, from) {
  await go(page, `${address}/children/${child}/allocation`, 'allocation')
  await page.selectOption('#officer', officer)
  await page.fill('#from', from)
  await page.fill('#reason', 'Has room')
  await page.click('main form button:has-text("Allocate")')
  assert.match(page.url(), new RegExp(`/children/${child}$`))
}

// The address of the review whose page is open after something of it was saved.
const reviewOf = (page) => page.url().split('?')[0]

async function hold (page, review, { on, how, chaired = '', officer = null, why = '' }) {
  await go(page, `${review}/meeting`, 'meeting')
  await page.fill('#held', on)
  await page.selectOption('#mode', 'face_to_face')
  if (officer !== null) await page.selectOption('#officer', officer)
  await page.check(`input[name=participation][value=${how}]`)
  if (why) await page.fill('#not_attended_reason', why)
  if (chaired) await page.selectOption('#chaired', chaired)
  await save(page)
  assert.match(page.url(), /saved=yes/, await main(page))
  await look(page, 'review-held')
}

for (const javaScript of [true, false]) {
  const how = javaScript ? 'with JavaScript' : 'without JavaScript'

  // A test of one authority, without sign-in, whose people are there.
  const inAnAuthority = (name, does) => test(`${name}, ${how}`, async () => {
    const authority = newAuthority(officers)
    const { page, context } = await newWindow(javaScript)
    try {
      await does(page, authority)
    } finally {
      await context.close()
      await authority.close()
    }
  })

  inAnAuthority('a child comes into care on the Thursday before Easter', async (page, authority) => {
    const address = await authority.on('2026-04-02')
    const child = `${address}/children/TESTEASTER`
    await takeOver(page, address, cameIntoCare([{ id: 'TESTEASTER', born: '01/02/2015', from: '02/04/2026' }]), 'easter')
    await allocate(page, address, 'TESTEASTER', 'TESTIRO1', '2026-04-02')
    await go(page, child, 'easter-child')
    const why = /The first review is due by Tuesday 5 May 2026: 20 working days after Thursday 2 April 2026, when the period of care began .*3 and 6 April and 4 May are bank holidays\./
    assert.match(await main(page), why)
    const [name, , held, state, reason] = await requirement(page, '5 May 2026')
    assert.match(`${name} ${held} ${state}`, /Due/)
    assert.match(reason, why)

    await page.click('text="Booking of a review"')
    await look(page, 'easter-booking')
    assert.equal(await page.inputValue('#officer'), 'TESTIRO1')
    await page.fill('#place', 'At home')
    await page.fill('#booked', '2026-04-06')
    await save(page)
    assert.match(await warning(page), /Monday 6 April 2026 is a bank holiday: Easter Monday\. Is it right all the same\?/)
    await look(page, 'easter-bank-holiday')
    // Whoever says yes to one question has not said it to another.
    await page.fill('#booked', '2026-05-02')
    await save(page)
    assert.match(await warning(page), /Saturday 2 May 2026 is at the weekend\. Is it right all the same\?/)
    assert.equal(await page.inputValue('#place'), 'At home')
    await look(page, 'easter-weekend')
    await page.fill('#booked', '2026-05-06')
    await save(page)
    assert.match(await warning(page), /The law's latest day is before it: Tuesday 5 May 2026\./)
    await page.fill('#booked', '2026-05-04')
    await save(page)
    assert.match(await warning(page), /Monday 4 May 2026 is a bank holiday: Early May bank holiday\./)
    await page.click('text="Save it all the same"')
    assert.match(await page.innerText('h1'), /booked for 4 May 2026/)
    await look(page, 'easter-booked')
    const review = reviewOf(page)
    await go(page, `${review}/booking`, 'easter-booking-again')
    await page.fill('#booked', '2026-05-05')
    await save(page)
    assert.match(await page.innerText('h1'), /booked for 5 May 2026/)
    await go(page, child, 'easter-child-booked')
    assert.match(await main(page), /Booked for Tuesday 5 May 2026\./)
  })

  inAnAuthority('a review is postponed three times and held in time', async (page, authority) => {
    let address = await authority.on('2026-03-04')
    await takeOver(page, address, cameIntoCare([{ id: 'TESTMOVED', born: '01/02/2015', from: '02/03/2026' }]), 'postponed')
    await allocate(page, address, 'TESTMOVED', 'TESTIRO1', '2026-03-02')
    await go(page, `${address}/children/TESTMOVED/reviews/new/booking`, 'postponed-booking')
    await page.fill('#booked', '2026-03-09')
    await save(page)
    assert.match(await page.innerText('h1'), /booked for 9 March 2026/)
    const path = reviewOf(page).slice(address.length)

    const standDown = async (day, booked, reason, until) => {
      address = await authority.on(day)
      await go(page, address + path, 'postponed-review')
      assert.match(await page.innerText('h1'), new RegExp(`booked for ${booked}`))
      await page.click('text=/Stand this booking down/')
      await look(page, 'postponed-standing-down')
      await save(page)
      assert.match(await page.innerText('#reason-error'), /Choose why it was stood down/)
      await page.selectOption('#reason', reason)
      await page.fill('#rearranged_for', until)
      await save(page)
      assert.match(page.url(), /saved=yes/, await main(page))
      await look(page, 'postponed-stood-down')
    }
    await standDown('2026-03-06', '9 March 2026', 'social_worker_absent', '2026-03-12')
    await standDown('2026-03-11', '12 March 2026', 'illness', '2026-03-18')
    await standDown('2026-03-17', '18 March 2026', 'child_wish', '')
    assert.match(await page.innerText('h1'), /without a day/)
    address = await authority.on('2026-03-19')
    await go(page, `${address}${path}/booking`, 'postponed-booking-anew')
    await page.fill('#booked', '2026-03-27')
    await save(page)
    assert.match(await page.innerText('h1'), /booked for 27 March 2026/)

    address = await authority.on('2026-03-27')
    await hold(page, address + path, { on: '2026-03-27', how: 'PN1' })
    assert.match(await page.innerText('h1'), /of 27 March 2026/)
    const ledger = await page.locator('main section:has-text("Booked for"), main .fp-scroll:has-text("Booked for")').last().locator('tbody tr').allInnerTexts()
    assert.deepEqual(ledger.map((line) => line.replace(/\s+/g, ' ').trim()), [
      '9 March 2026 6 March 2026 Social worker not available 12 March 2026',
      '12 March 2026 11 March 2026 Illness 18 March 2026',
      '18 March 2026 17 March 2026 The child\'s wish Not recorded'])
    await go(page, `${address}/children/TESTMOVED`, 'postponed-child')
    const [, , held, state] = await requirement(page, '30 March 2026')
    assert.deepEqual([held, state], ['27 March 2026', 'In time'])
    await go(page, `${address}/children/TESTMOVED/footprint`, 'postponed-footprint')
    assert.equal(await page.locator('main tbody tr:has-text("Review stood down")').count(), 3)
  })

  inAnAuthority('three siblings in three placements have their reviews on one day', async (page, authority) => {
    let address = await authority.on('2026-03-10')
    const siblings = ['TESTSIBLING1', 'TESTSIBLING2', 'TESTSIBLING3']
    const places = ['U6', 'U1', 'K2']
    await takeOver(page, address, cameIntoCare(siblings.map((id, i) =>
      ({ id, born: `01/02/201${2 + i}`, from: '02/03/2026', place: places[i] }))), 'siblings')
    const reviews = []
    for (const [i, id] of siblings.entries()) {
      await allocate(page, address, id, 'TESTIRO1', '2026-03-02')
      await go(page, `${address}/children/${id}/reviews/new/booking`, 'siblings-booking')
      await page.fill('#booked', '2026-03-24')
      await page.fill('#place', `The library, at ${2 + i}`)
      await save(page)
      if (i > 0) {
        const others = i === 1 ? '1 other booking' : '2 other bookings'
        assert.match(await warning(page), new RegExp(`The officer has ${others} on that day\\. Is it right all the same\\?`))
        assert.equal(await page.inputValue('#place'), `The library, at ${2 + i}`)
        await look(page, 'siblings-clash')
        await page.click('text="Save it all the same"')
      }
      assert.match(await page.innerText('h1'), /booked for 24 March 2026/)
      reviews.push(reviewOf(page).slice(address.length))
    }
    await go(page, `${address}/calendar?week=2026-03-24&officer=TESTIRO1`, 'siblings-calendar')
    const day = await row(page, 'Tuesday 24 March 2026')
    for (const [i, id] of siblings.entries()) assert.match(day, new RegExp(`${id} The library, at ${2 + i}`))

    address = await authority.on('2026-03-24')
    for (const [i, id] of siblings.entries()) {
      await hold(page, address + reviews[i], { on: '2026-03-24', how: 'PN1' })
      await go(page, `${address}/children/${id}`, 'siblings-child')
      const [, , held, state] = await requirement(page, '30 March 2026')
      assert.deepEqual([held, state], ['24 March 2026', 'In time'])
    }
  })

  inAnAuthority('a 16-year-old refuses, and chairs the next review', async (page, authority) => {
    let address = await authority.on('2026-01-29')
    const tried = 'Did not want to come, nor that anybody speaks for them. Tried: a call, a text, and a walk with the advocate.'
    await takeOver(page, address, cameIntoCare([{ id: 'TESTSIXTEEN', born: '10/01/2010', from: '05/01/2026' }]), 'refusal')
    await allocate(page, address, 'TESTSIXTEEN', 'TESTIRO1', '2026-01-05')
    await go(page, `${address}/children/TESTSIXTEEN/reviews/new/meeting`, 'refusal-meeting')
    await page.fill('#held', '2026-01-29')
    await page.check('input[name=participation][value=PN0]')
    await save(page)
    assert.match(await page.innerText('#participation-error'), /PN0 is of younger ones/)
    await page.uncheck('input[name=participation][value=PN0]')
    await page.check('input[name=participation][value=PN7]')
    await save(page)
    assert.match(await page.innerText('h1'), /of 29 January 2026/)
    const refused = reviewOf(page).slice(address.length)
    await go(page, `${address}/children/TESTSIXTEEN`, 'refusal-child')
    assert.match(await main(page), /views were not there \(PN7\), and nothing says why/)
    await go(page, `${address}${refused}/meeting`, 'refusal-why')
    await page.fill('#not_attended_reason', tried)
    await save(page)
    await go(page, `${address}/children/TESTSIXTEEN`, 'refusal-child-why')
    assert.doesNotMatch(await main(page), /nothing says why/)
    assert.match(await row(page, '29 January 2026'), /PN7: Does not attend, views do not come/)
    await go(page, address + refused, 'refusal-review')
    assert.ok((await main(page)).includes(tried), 'the page of the review says why the child was not there')

    address = await authority.on('2026-04-22')
    await go(page, `${address}/children/TESTSIXTEEN/reviews/new/booking`, 'chairs-booking')
    await page.fill('#booked', '2026-04-22')
    await save(page)
    await hold(page, reviewOf(page), { on: '2026-04-22', how: 'PN1', chaired: 'yes' })
    assert.match(await main(page), /The child chaired it/i)
    await go(page, `${address}/children/TESTSIXTEEN`, 'chairs-child')
    assert.match(await row(page, '22 April 2026'), /PN1: Attends and speaks/)
    assert.deepEqual((await requirement(page, '29 April 2026')).slice(2, 4), ['22 April 2026', 'In time'])
    await go(page, `${address}/children/TESTSIXTEEN/footprint`, 'chairs-footprint')
    assert.match(await row(page, '22 April 2026'), /Attends and speaks; the child chaired it/)
    await go(page, `${address}${refused}/meeting`, 'refusal-kept')
    assert.equal(await page.inputValue('#not_attended_reason'), tried)
  })

  inAnAuthority('a child is placed for adoption, and the placement breaks down', async (page, authority) => {
    let address = await authority.on('2026-02-09')
    const born = '01/06/2024'
    const before = 'TESTADOPT,01/09/2025,S,V2,N1,U6,PR1,01/12/2025,X1,,,,\nTESTADOPT,01/12/2025,L,E1,N1,U6,PR1,02/02/2026,X1,,,,\n'
    await takeOver(page, address, [
      file('header.csv', `${header}TESTADOPT,F,${born},WBRI,UN1,,\n`),
      file('episodes.csv', `${episodes}${before}TESTADOPT,02/02/2026,P,E1,N1,A6,PR1,,,,,,\n`),
      file('reviews.csv', `CHILD,DOB,REVIEW,REVIEW_CODE\nTESTADOPT,${born},26/09/2025,PN0\nTESTADOPT,${born},18/12/2025,PN0\n`)], 'adoption')
    await allocate(page, address, 'TESTADOPT', 'TESTIRO1', '2026-02-02')
    await go(page, `${address}/children/TESTADOPT`, 'adoption-child')
    const [, , , due, why] = await requirement(page, '2 March 2026')
    assert.equal(due, 'Due')
    assert.match(why, /^The first review of the placement for adoption is due by Monday 2 March 2026: 28 days after Monday 2 February 2026, when the child was placed for adoption/)
    // The ordinary clock stands still.
    assert.equal((await requirement(page, '18 June 2026'))[3], 'Lapsed')

    address = await authority.on('2026-02-27')
    await go(page, `${address}/children/TESTADOPT/reviews/new/booking`, 'adoption-booking')
    await page.fill('#booked', '2026-02-27')
    await save(page)
    await hold(page, reviewOf(page), { on: '2026-02-27', how: 'PN0' })
    await go(page, `${address}/children/TESTADOPT`, 'adoption-reviewed')
    assert.deepEqual((await requirement(page, '2 March 2026')).slice(2, 4), ['27 February 2026', 'In time'])
    assert.match((await requirement(page, '27 May 2026')).join(), /Due,The second review of the placement for adoption is due by Wednesday 27 May 2026: 3 months after Friday 27 February 2026/)

    address = await authority.on('2026-03-23')
    const preview = await takeOver(page, address, [file('episodes.csv', `${episodes}${before}TESTADOPT,02/02/2026,P,E1,N1,A6,PR1,20/03/2026,X1,,,,\nTESTADOPT,20/03/2026,P,E1,N1,U6,PR1,,,CARPL,,,\n`)], 'disruption')
    assert.match(preview, /Episodes 1 1 2/)
    await go(page, `${address}/children/TESTADOPT`, 'disruption-child')
    assert.match((await requirement(page, '1 May 2026')).join(), /Due,The review after the return from a placement for adoption is due by Friday 1 May 2026: 42 days after Friday 20 March 2026, when the placement for adoption ended/)
    assert.equal((await requirement(page, '27 May 2026'))[3], 'Lapsed')
    assert.match((await requirement(page, '27 August 2026')).join(), /Due,The next review is due by Thursday 27 August 2026: 6 months after Friday 27 February 2026, when the review before was completed/)
    assert.match(await main(page), /Next review Friday 1 May 2026/)

    address = await authority.on('2026-04-22')
    await go(page, `${address}/children/TESTADOPT/reviews/new/booking`, 'disruption-booking')
    await page.fill('#booked', '2026-04-22')
    await save(page)
    await hold(page, reviewOf(page), { on: '2026-04-22', how: 'PN0' })
    await go(page, `${address}/children/TESTADOPT`, 'disruption-reviewed')
    assert.deepEqual((await requirement(page, '1 May 2026')).slice(2, 4), ['22 April 2026', 'In time'])
    assert.equal((await requirement(page, '22 October 2026'))[3], 'Due')
  })

  // Who signs in: the manager, the officer whose child it is, and a colleague.
  test(`an officer falls ill, a colleague covers, and both write at once, ${how}`, async () => {
    const authority = newAuthority(officers, { withSignIn: true })
    const people = {}
    try {
      const passwords = {
        maya: authority.addUser('maya', 'manager'),
        olu: authority.addUser('olu', 'iro', '--officer', 'TESTIRO1', '--name', 'Olu Test'),
        ann: authority.addUser('ann', 'iro', '--officer', 'TESTIRO2', '--name', 'Ann Test')
      }
      let address = await authority.on('2026-03-16')
      for (const name of Object.keys(passwords)) {
        const door = await newWindow(true)
        await signInFirst(door.page, address, name, passwords[name])
        people[name] = await newWindow(javaScript, await door.context.storageState())
        await door.context.close()
      }
      const [maya, olu, ann] = ['maya', 'olu', 'ann'].map((name) => people[name].page)
      await takeOver(maya, address, cameIntoCare([{ id: 'TESTCOVER', born: '01/02/2015', from: '02/03/2026' }]), 'cover')
      await allocate(maya, address, 'TESTCOVER', 'TESTIRO1', '2026-03-02')
      await go(olu, `${address}/children/TESTCOVER/reviews/new/booking`, 'cover-booking')
      await olu.fill('#booked', '2026-03-25')
      await save(olu)
      const path = reviewOf(olu).slice(address.length)
      // A colleague reads, and does not write.
      await go(ann, `${address}/children/TESTCOVER`, 'cover-colleague')
      assert.equal(await ann.locator('main a[href$="/contacts/new"]').count(), 0)
      assert.equal((await ann.goto(`${address}/children/TESTCOVER/contacts/new`)).status(), 403)
      await go(ann, `${address}/my-work`, 'cover-work-of-a-colleague')
      assert.doesNotMatch(await main(ann), /TESTCOVER/)

      // The officer is ill.
      address = await authority.on('2026-03-23')
      await go(maya, `${address}/officers/TESTIRO1`, 'cover-officer')
      await maya.fill('#from', '2026-03-23')
      await maya.fill('#until', '2026-04-10')
      await maya.fill('#reason', 'Illness')
      await maya.selectOption('#covered_by', 'TESTIRO2')
      await maya.click('form[action$="/absences"] button:has-text("Save")')
      assert.match(await main(maya), /Away until 10 April 2026; covered by Ann Test/)
      await look(maya, 'cover-officer-away')
      await go(maya, `${address}/officers`, 'cover-officers')
      assert.match(await row(maya, 'Olu Test'), /Away until 10 April 2026; covered by Ann Test/)

      // Who covers has the child among their own, and the day's work.
      await go(ann, `${address}/my-work`, 'cover-my-work')
      assert.match(await main(ann), /Covers for Olu Test until 10 April 2026\./)
      assert.match(await main(ann), /TESTCOVER/)
      await go(ann, `${address}/children/TESTCOVER/contacts/new`, 'cover-contact')
      assert.equal(await ann.inputValue('#officer'), 'TESTIRO2')
      await ann.fill('#on', '2026-03-23')
      await ann.selectOption('#means', 'face_to_face')
      await ann.check('input[name=alone][value=yes]')
      await ann.fill('#about', 'Showed me the new room')
      await save(ann)
      assert.match(await main(ann), /Saved/)
      address = await authority.on('2026-03-25')
      await go(ann, `${address}${path}/meeting`, 'cover-meeting')
      await ann.fill('#held', '2026-03-25')
      await ann.check('input[name=participation][value=PN1]')
      await save(ann)
      // Whose child it is stands there already, and was not there.
      assert.match(await warning(ann), /The officer is away on that day\. Is it right all the same\?/)
      await look(ann, 'cover-meeting-asked')
      await hold(ann, address + path, { on: '2026-03-25', how: 'PN1', officer: 'TESTIRO2' })
      await go(ann, `${address}/children/TESTCOVER`, 'cover-child')
      assert.deepEqual((await requirement(ann, '30 March 2026')).slice(2, 4), ['25 March 2026', 'In time'])
      assert.match(await row(ann, '25 March 2026'), /Ann Test/)

      // The list of the officer who is away says who covers.
      for (const [page, list] of [[maya, '/my-work?whose=TESTIRO1'], [olu, '/my-work'], [maya, '/officers/TESTIRO1/hand-over']]) {
        await go(page, address + list, 'cover-list')
        assert.match(await main(page), /Away until 10 April 2026; covered by Ann Test/, list)
        assert.match(await main(page), /TESTCOVER/, list)
      }

      // Both write of one decision.
      await ann.goto(address + path)
      await ann.click('text="Add a decision"')
      await ann.fill('#text', 'Find a tutor who comes home')
      await ann.fill('#owner', 'Team manager')
      await ann.fill('#due', '2026-04-30')
      await save(ann)
      await ann.click('a:text-is("Find a tutor who comes home")')
      await look(ann, 'both-decision')
      const decision = ann.url()
      await olu.goto(decision)
      await ann.fill('#progress', 'The school has a list of tutors.')
      await olu.fill('#progress', 'The carer would drive to a tutor.')
      await olu.fill('#owner', 'Social worker')
      await save(ann)
      assert.match(await main(ann), /Saved/)
      await save(olu)
      assert.match(await warning(olu), /ann saved it while you were writing/)
      assert.match(await main(olu), /What ann saved .*The school has a list of tutors\..* What you wrote/)
      assert.equal(await olu.inputValue('#progress'), 'The carer would drive to a tutor.')
      assert.equal(await olu.inputValue('#owner'), 'Social worker')
      await look(olu, 'both-texts')
      // What is on record meanwhile is hers, and his words are kept, should he go elsewhere.
      await ann.goto(decision)
      assert.equal(await ann.inputValue('#progress'), 'The school has a list of tutors.')
      await go(olu, decision, 'both-draft')
      assert.equal(await olu.inputValue('#progress'), 'The carer would drive to a tutor.')
      assert.equal(await olu.inputValue('#owner'), 'Social worker')
      await olu.fill('#progress', 'The school has a list of tutors. The carer would drive to one.')
      await save(olu)
      if ((await olu.locator('.govuk-error-summary').count()) > 0) {
        assert.match(await warning(olu), /ann saved it while you were writing/)
        await save(olu)
      }
      assert.match(await main(olu), /Saved/)
      await go(ann, decision, 'both-chosen')
      assert.equal(await ann.inputValue('#progress'), 'The school has a list of tutors. The carer would drive to one.')
      assert.equal(await ann.inputValue('#owner'), 'Social worker')
      await ann.click('text="Earlier versions"')
      const versions = await main(ann)
      assert.match(versions, /olu .*The carer would drive to one\..* ann .*The school has a list of tutors\. /)

      // Well again.
      address = await authority.on('2026-04-13')
      await go(maya, `${address}/my-work?whose=TESTIRO1`, 'cover-ended')
      assert.doesNotMatch(await main(maya), /covered by/)
      assert.equal((await ann.goto(`${address}/children/TESTCOVER/contacts/new`)).status(), 403)
      await go(olu, `${address}/children/TESTCOVER/contacts/new`, 'cover-ended-contact')
    } finally {
      for (const { context } of Object.values(people)) await context.close()
      await authority.close()
    }
  })
}
