/** A mail of plain text to one person. */
export type Mail = Readonly<{ to: Readonly<{ name: string; address: string }>; subject: string; text: string }>

/** Sends mail. */
export interface Mailer {
  /** Resolves once the server has taken the mail over. @throws MailRefusedError if it will never take it */
  send(mail: Mail): Promise<void>
}

/** The server refused a mail for good, such as one to an address that it does not know. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError'
}
