import { createTransport } from 'nodemailer'
import { MailRefusedError, type Mailer } from '../service/account/mailer.ts'
import type { SmtpSettings } from './smtp-settings.ts'

const CONNECT_MS = 10_000
/** Without any answer of the mail server. */
const SILENCE_MS = 20_000

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Sends each mail over a connection of its own. */
export function smtpMailer({ url, from }: SmtpSettings): Mailer {
  const transport = open(url)
  return {
    async send({ to, subject, text }) {
      try {
        await transport.sendMail({ from, to, subject, text, disableFileAccess: true, disableUrlAccess: true })
      } catch (error) {
        if (isFinal(error)) throw new MailRefusedError('the mail server refused the mail', { cause: error })
        throw error
      }
    },
  }
}

/** Connects to the mail server and signs in to it. @throws if that fails */
export async function checkSmtp(url: string): Promise<void> {
  const transport = open(url)
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

function open(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const auth = username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }
  const secure = protocol === 'smtps:'
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A password is sent only over TLS, unless it stays on this machine.
    requireTLS: !secure && auth !== false && !LOOPBACK.has(hostname),
    ...auth,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  })
}

/** RFC 5321, 4.2.1: with these answers about an address or a mail, trying again is of no use. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && 'responseCode' in error)) return false
  const isAboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  return isAboutMail && Number(error.responseCode) >= 500
}
