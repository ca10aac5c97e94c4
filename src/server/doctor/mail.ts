import type { Config } from '../../config.ts'
import { check, ok, type Finding } from './check.ts'

/** Whether the mail server can be used; nothing if none is configured. It sends no mail. */
export async function checkMail({ mail }: Pick<Config, 'mail'>): Promise<readonly Finding[]> {
  if (!mail) return []
  const remedy = 'Check the address, user and password in ROLLCALL_SMTP_URL, and that no firewall stops it.'
  return [
    await check('the mail server of ROLLCALL_SMTP_URL', remedy, async () => {
      const { checkSmtp } = await import('../../mail/smtp-mailer.ts')
      await checkSmtp(mail.url)
      return ok(`the mail server at ${new URL(mail.url).host} takes mail from ${mail.from}`)
    }),
  ]
}
