// Signing in for the first time, as a test does it: the codes of an authenticator, and the way past the first password.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'

export const ownPassword = 'lantern otter meadow'

// RFC 6238
export function digits (key, moment = Date.now()) {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(moment / 30000)))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const from = mac[19] & 15
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0')
}

// From the first password to the start page.
export async function signInFirst (page, address, name, password) {
  await page.goto(`${address}/`)
  await page.fill('#name', name)
  await page.fill('#password', password)
  await page.click('button:has-text("Sign in")')
  await page.fill('#chosen', ownPassword)
  await page.click('button:has-text("Go on")')
  assert.match(page.url(), /\/sign-in\/enrol/)
  await page.fill('#code', digits((await page.innerText('main code')).replaceAll(' ', '')))
  await page.click('button:has-text("Go on")')
  await page.click('text="I have kept them"')
}
