/** `url`: of the mail server, with user and password. `from`: the address that mails come from. */
export type SmtpSettings = Readonly<{ url: string; from: string }>

/** Characters of the help for people who have forgotten their password. */
const MAX_HELP = 300
/** An address, or a name with an address in angle brackets. */
const MAIL_ADDRESS = /^(?:[^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/

/** Both settings or none. `given`: the text of which `url` was made, if it was possible. `problems` gets what is wrong. */
export function toSmtpSettings(
  { given, url, from }: Readonly<{ given: string | undefined; url: URL | undefined; from: string | undefined }>,
  problems: string[],
): SmtpSettings | undefined {
  if ((given === undefined) !== (from === undefined)) {
    problems.push('ROLLCALL_SMTP_URL and ROLLCALL_MAIL_FROM must be set together')
  }
  if (from !== undefined && !MAIL_ADDRESS.test(from)) {
    problems.push('ROLLCALL_MAIL_FROM must be an address like rollcall@example.com or Rollcall <rollcall@example.com>')
  }
  return url && from !== undefined ? { url: url.href, from } : undefined
}

/** The words for people who have forgotten their password, if there are any. `problems` gets what is wrong. */
export function toPasswordHelp(words: string | undefined, problems: string[]): string | undefined {
  if (words !== undefined && words.length > MAX_HELP) {
    problems.push(`ROLLCALL_PASSWORD_HELP must have at most ${MAX_HELP} characters`)
  }
  return words
}
