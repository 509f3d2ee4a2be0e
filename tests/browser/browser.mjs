// What all browser scenarios share: a browser, pages at two widths, and the checks that every page must pass.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

export const address = process.env.FOOTPRINT_ADDRESS
export const screenshots = process.env.FOOTPRINT_SCREENSHOTS

export async function openBrowser () {
  assert.ok(address, 'FOOTPRINT_ADDRESS names the served application: run ./check browser')
  const profile = mkdtempSync(join(tmpdir(), 'footprint-browser-'))
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync']
  })
  return { browser, close: async () => { await browser.close(); rmSync(profile, { recursive: true, force: true }) } }
}

// The rules of accessibility are a script of others that the content policy would refuse: these pages go
// without the policy.
export async function openPage (browser, path, { width = 1280, javaScript = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: javaScript, bypassCSP: true })
  const page = await context.newPage()
  page.errors = []
  page.on('console', (message) => { if (message.type() === 'error') page.errors.push(message.text()) })
  page.on('pageerror', (error) => page.errors.push(String(error)))
  const answer = await page.goto(address + path)
  return { page, answer, context }
}

// What browsers print where the content policy forbids something, whichever of their wordings it is.
const ofThePolicy = /content security policy|refused to/i

// A page as people have it, under the content policy. `told` grows by the errors that the browser prints and by
// what else it prints of the policy, `refusals` asks the page that is open what the policy kept from it.
export async function openUnderPolicy (browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addInitScript(() => {
    window.refusals = []
    window.addEventListener('securitypolicyviolation', (event) => {
      window.refusals.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`)
    })
  })
  const page = await context.newPage()
  const told = []
  page.on('console', (message) => {
    if (message.type() === 'error' || ofThePolicy.test(message.text())) told.push(message.text())
  })
  page.on('pageerror', (error) => told.push(String(error)))
  const refusals = () => page.evaluate(() => window.refusals)
  return { page, told, refusals, context }
}

// What every page must pass, whatever it shows.
export async function checkPage (page, name) {
  await page.addScriptTag({ content: axe })
  const found = await page.evaluate(async () => (await window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  })).violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`))
  assert.deepEqual(found, [], `${name}: accessibility`)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(overflow <= 0, `${name}: wider than the window by ${overflow} px`)
  const unnamed = await page.evaluate(() => [...document.querySelectorAll('svg')]
    .filter((svg) => svg.getAttribute('aria-hidden') !== 'true' &&
      !(svg.getAttribute('role') === 'img' && svg.querySelector('title')?.textContent && svg.querySelector('desc')?.textContent))
    .length)
  assert.equal(unnamed, 0, `${name}: drawings without a name`)
}

export async function shoot (page, name) {
  if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })
}
