import type { Mail } from './mailer.ts'
import type { MailLanguage } from './password-mail-store.ts'

/** `organization`: its name. `server`: host of the server. `isFirst`: the person has no password yet. */
type About = Readonly<{
  name: string
  userId: string
  organization: string
  url: string
  server: string
  isFirst: boolean
}>

/** Subject and text of the mail with a link for a password. */
export function passwordMailText(language: MailLanguage, about: About): Pick<Mail, 'subject' | 'text'> {
  return about.isFirst ? firstText(language, about) : newText(language, about)
}

function firstText(language: MailLanguage, about: About): Pick<Mail, 'subject' | 'text'> {
  const { name, userId, organization, url, server } = about
  switch (language) {
    case 'en':
      return {
        subject: 'Choose your Rollcall password',
        text: `Hello ${name},

You have an account on ${server}: ${userId} (${organization}). Choose your password here:

${url}

The link works once, for 24 hours. After that, ask an administrator of your organization for a new one.
`,
      }
    case 'zh-CN':
      return {
        subject: '设置你的 Rollcall 密码',
        text: `${name}，你好：

你在 ${server} 上有一个账号：${userId}（${organization}）。请通过以下链接设置密码：

${url}

链接只能使用一次，24 小时内有效。过期后请向组织管理员索取新的链接。
`,
      }
  }
}

function newText(language: MailLanguage, about: About): Pick<Mail, 'subject' | 'text'> {
  const { name, userId, organization, url, server } = about
  switch (language) {
    case 'en':
      return {
        subject: 'Choose a new Rollcall password',
        text: `Hello ${name},

Someone asked for a new password for your account ${userId} (${organization}) on ${server}. Choose one here:

${url}

The link works once, for 24 hours. If you didn’t ask for it, ignore this mail: your password stays as it is.
`,
      }
    case 'zh-CN':
      return {
        subject: '设置新的 Rollcall 密码',
        text: `${name}，你好：

有人为你在 ${server} 上的账号 ${userId}（${organization}）申请了新密码。请通过以下链接设置：

${url}

链接只能使用一次，24 小时内有效。如果不是你本人操作，请忽略这封邮件，你的密码不会改变。
`,
      }
  }
}
