// An authority of a test's own, for scenarios in which days go by: it begins with its officers and no child, is served
// as at one day after another by the program that was built, and ends with its test.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../build/dev/footprint', import.meta.url))
const longestWait = 60000 // ms, with sanitizers and beside a compiler

// What it serves prints its address; of whatever else it prints nothing is kept.
async function addressOf (service) {
  let told = ''
  service.stderr.setEncoding('utf8')
  const found = new Promise((resolve, reject) => {
    service.stderr.on('data', (text) => {
      told = (told + text).slice(-4000)
      const address = told.match(/http:\/\/127\.0\.0\.1:[0-9]+/)
      if (address) resolve(address[0])
    })
    service.once('error', reject)
    service.once('exit', () => reject(new Error(`the service ended: ${told}`)))
    setTimeout(() => reject(new Error(`the service does not say where it is: ${told}`)), longestWait).unref()
  })
  return await found
}

// Officers: their list, as it is imported.
export function newAuthority (officers, { withSignIn = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'footprint-authority-'))
  const database = ['--db', `sqlite:${join(folder, 'authority.db')}`]
  const run = (...words) => execFileSync(program, [...words, ...database], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  run('init', '--name', 'Westmere Borough Council', '--code', 'E06999001')
  mkdirSync(join(folder, 'lists'))
  writeFileSync(join(folder, 'lists', 'officers.csv'), officers)
  run('import', join(folder, 'lists'))
  let service = null
  let day = null
  let address = null

  const stop = async () => {
    if (service === null) return
    const hasEnded = service.exitCode !== null || service.signalCode !== null
    const ended = hasEnded ? null : once(service, 'exit')
    service.kill('SIGTERM')
    await ended
    service = null
    day = null
  }
  return {
    // The first password of a new account.
    addUser: (account, role, ...more) => run('user', 'add', account, '--role', role, ...more).trim(),
    // Served as at that day; where it is to be found.
    on: async (wanted) => {
      assert.match(wanted, /^\d{4}-\d{2}-\d{2}$/)
      if (wanted === day) return address
      await stop()
      service = spawn(program, ['serve', ...database, '--as-at', wanted, '--listen', '127.0.0.1:0',
        ...(withSignIn ? [] : ['--without-sign-in'])], { stdio: ['ignore', 'ignore', 'pipe'] })
      address = await addressOf(service).catch(async (error) => {
        if (service.pid === undefined) service = null // it never began
        await stop()
        throw error
      })
      day = wanted
      return address
    },
    close: async () => { await stop(); rmSync(folder, { recursive: true, force: true }) }
  }
}
