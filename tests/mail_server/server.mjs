// A real mail server on a free port of this machine, for tests of letters. Its letters are read by mailparser.
//
//   node server.mjs KEY_FILE CERTIFICATE_FILE    with STARTTLS, and a name and a password
//   node server.mjs                              in the clear, for whoever comes
//
// Its first line is its port. Each line of its input is an order, answered by a line: {"behave": "accept"},
// "later" (451), "never" (550), "hang_up" or "slow"; {"letters": true} gives those that were taken since.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

const [key, cert] = process.argv.slice(2, 4).map((file) => readFileSync(file))
let behaviour = 'accept'
let letters = []

const refusal = (code, words) => Object.assign(new Error(words), { responseCode: code })
const server = new SMTPServer({
  ...(key ? { key, cert } : { disabledCommands: ['STARTTLS', 'AUTH'] }),
  authOptional: !key,
  onAuth: ({ username, password }, session, done) =>
    username === 'reviews' && password === 'a test of letters' ? done(null, { user: username }) : done(refusal(535, 'Who are you?')),
  onRcptTo: (address, session, done) => {
    if (behaviour === 'never') return done(refusal(550, 'Nobody of that name'))
    if (behaviour === 'later') return done(refusal(451, 'Come back later'))
    done()
  },
  onData: async (stream, session, done) => {
    const letter = await simpleParser(stream)
    if (behaviour === 'hang_up') return session.id && server.connections.forEach((one) => one._socket.destroy())
    if (behaviour === 'slow') await new Promise((resolve) => setTimeout(resolve, 1500))
    const calendar = letter.attachments.find((one) => one.contentType === 'text/calendar')
    letters.push({
      from: session.envelope.mailFrom.address,
      to: session.envelope.rcptTo.map((one) => one.address),
      is_secure: session.secure,
      id: letter.messageId,
      subject: letter.subject,
      text: letter.text,
      date: letter.date?.toISOString(),
      automatic: letter.headers.get('auto-submitted'),
      calendar: calendar?.content.toString('utf8') ?? '',
      calendar_type: calendar ? letter.attachments.map((one) => one.headers.get('content-type')).map((one) => one.params?.method)[0] : ''
    })
    done(null, 'Taken')
  }
})
server.on('error', () => {})  // a client that goes away is none of a test's concern
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port))

createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line)
  if (order.behave) behaviour = order.behave
  console.log(order.letters ? JSON.stringify(letters) : 'done')
  if (order.letters) letters = []
}).on('close', () => process.exit(0))
