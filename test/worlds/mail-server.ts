import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived. `body`: its text, with its encoding undone. */
export type ArrivedMail = Readonly<{ from: string; to: readonly string[]; subject: string; body: string }>

type Options = {
  /** The user name and password that it wants. Absent: it wants none. */
  account?: Readonly<{ user: string; pass: string }>
  /** The answer to each recipient. Absent: it takes all. */
  refusal?: () => number | undefined
  host?: string
}

/** A real SMTP server on this machine, without TLS. */
export async function startMailServer({ account, refusal, host = '127.0.0.1' }: Options = {}) {
  const arrived: ArrivedMail[] = []
  const tries: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', ...(account ? [] : ['AUTH'])],
    authOptional: account === undefined,
    allowInsecureAuth: true,
    onAuth: ({ username = '', password }, _session, done) => {
      tries.push(username)
      if (username === account?.user && password === account?.pass) done(null, { user: username })
      else done(new Error('wrong user or password'))
    },
    onRcptTo: (_address, _session, done) => {
      const responseCode = refusal?.()
      done(responseCode === undefined ? null : Object.assign(new Error('not now'), { responseCode }))
    },
    onData: (stream, { envelope }, done) => {
      const { mailFrom, rcptTo } = envelope
      const to = rcptTo.map(({ address }) => address)
      const arrive = async () => {
        arrived.push({ from: mailFrom ? mailFrom.address : '', to, ...read(await text(stream)) })
        done()
      }
      void arrive()
    },
  })
  server.listen(0, host)
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const user = account ? `${account.user}:${encodeURIComponent(account.pass)}@` : ''
  return {
    arrived,
    /** User names that were sent with a password. */
    tries,
    settings: {
      ROLLCALL_SMTP_URL: `smtp://${user}${host}:${port}`,
      ROLLCALL_MAIL_FROM: 'Rollcall <rollcall@acme.example>',
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Subject and text of a mail with one part. */
function read(raw: string): Pick<ArrivedMail, 'subject' | 'body'> {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, end).replaceAll(/\r\n\s+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  const encoded = raw.slice(end + 4)
  const isBase64 = /base64/i.test(header('content-transfer-encoding'))
  const body = isBase64 ? Buffer.from(encoded, 'base64').toString() : fromQuotedPrintable(encoded)
  const subject = header('subject').replaceAll(/=\?utf-8\?([bq])\?(.*?)\?=\s*/gi, (_all, kind: string, word: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString()
      : fromQuotedPrintable(word.replaceAll('_', ' ')),
  )
  return { subject, body }
}

function fromQuotedPrintable(encoded: string): string {
  const joined = encoded.replaceAll(/=\r\n/g, '')
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString()
}
