// Makes the styles, scripts and pictures that the program carries, out of the packages' ready-made files. GOV.UK's
// typeface, crown and colours are taken out: they are for its own pages only.
import { brotliCompressSync, gzipSync, constants } from 'node:zlib'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const packages = join(here, '..', 'node_modules')
const out = join(here, 'dist')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const text = (path) => readFileSync(path, 'utf8')

const styles = [
  join(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.css'),
  join(packages, '@ministryofjustice/frontend/moj/moj-frontend.min.css'),
  join(here, 'footprint.css')
].map(text).join('\n')
  .replace(/@font-face\s*\{[^}]*GDS Transport[^}]*\}/g, '')
  .replace(/"?GDS Transport"?,\s*arial,\s*sans-serif/gi, 'Arial,"Liberation Sans",Helvetica,sans-serif')
  .replace(/--govuk-brand-colour:\s*#1d70b8/g, '--govuk-brand-colour:#00567a')
  .replace(/\/\*# sourceMappingURL[^*]*\*\//g, '')
for (const banned of [/GDS Transport/i, /@font-face/i]) {
  if (banned.test(styles)) throw new Error(`GOV.UK branding is left in the styles: ${banned}`)
}
writeFileSync(join(out, 'footprint.css'), styles)

copyFileSync(join(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.js'), join(out, 'govuk-frontend.js'))
copyFileSync(join(here, 'footprint.js'), join(out, 'footprint.js'))
copyFileSync(join(here, 'footprint.svg'), join(out, 'footprint.svg'))
writeFileSync(join(out, 'govuk-frontend.js'),
  text(join(out, 'govuk-frontend.js')).replace(/\/\/# sourceMappingURL=.*$/m, ''))

for (const name of ['footprint.css', 'govuk-frontend.js', 'footprint.js', 'footprint.svg']) {
  const bytes = readFileSync(join(out, name))
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }))
}

// The passwords that are tried first, for those who choose one: in lower case, without the digits and signs that people
// put behind a word, in the order of bytes.
const { dictionary } = await import('@zxcvbn-ts/language-common')
const common = new Set()
for (const word of dictionary['passwords-common']) {
  const plain = String(word).toLowerCase()
  const core = plain.replace(/[^a-z]+$/, '')
  for (const one of [plain, core]) if (one.length >= 4 && /^[\x21-\x7e]+$/.test(one)) common.add(one)
}
if (common.size < 10000) throw new Error(`only ${common.size} common passwords: the list has changed its form`)
const passwords = join(here, 'passwords')
mkdirSync(passwords, { recursive: true })
writeFileSync(join(passwords, 'common.txt'), [...common].sort().join('\n'))
