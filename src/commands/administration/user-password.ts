import type {
  FirstPasswordLink,
  FirstPasswordLinks,
  FirstPasswordsOrder,
  MadePasswordLink,
} from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import type { AdminClient, Query } from './admin-client.ts'
import type { Call, Command } from './admin-command.ts'

/** People of one request. */
const AT_ONCE = 200
/** The wider one comes first. */
const NEEDS = ['without-own-password', 'without-password'] as const
const LANGUAGES = ['en', 'zh-CN'] as const

/** Links for many people, and how many get them by mail. */
export type HandedOut = Omit<FirstPasswordLinks, 'cursor'>

/** `rollcall user reset-password`. */
export const resetPassword: Command = {
  usage: `rollcall user reset-password [--org CORPID] --user USERID [--link] [--json]
rollcall user reset-password [--org CORPID] --all-without-password|--all-without-own-password [--department NAME]
    [--mail en|zh-CN] [--json]
  Gives a person a new password and prints it, once. They replace it when they sign in. Ends their sign-ins.
  --link  prints a link instead, with which they choose one themselves, once, within 24 hours. Until they do, their password
          and their sign-ins stay
  --all-without-password  prints such a link for each person who can sign in with nothing yet; former links of theirs end
  --all-without-own-password  also for each person who has not replaced the password that they were given. Until they use the
          link, that password stays
  --mail  sends these links by mail instead, in this language
`,
  texts: ['org', 'user', 'department', 'mail'],
  flags: ['link', 'all-without-password', 'all-without-own-password'],
  async run(call) {
    const { given } = call
    const state = NEEDS.find((need) => given.flag(`all-${need}`))
    if (state === undefined) {
      for (const option of ['department', 'mail'])
        if (given.text(option) !== undefined) throw given.wrong(`--${option} belongs to --all-without-password.`)
      return given.flag('link') ? makeLink(call) : givePassword(call)
    }
    if (given.text('user') !== undefined) throw given.wrong(`Give --user or --all-${state}, not both.`)
    const mail = mailOf(given)
    const department = given.text('department')
    const query = { corpId: await call.organization(), state, ...(department !== undefined && { department }) }
    const handed = await handOutToAll(call.client, query, mail === undefined ? {} : { mail })
    await call.output.say(handed, ...linesOf(handed))
  },
}

async function givePassword({ given, client, output, organization }: Call): Promise<void> {
  const answer = await client.call<{ password: string }>('POST', pathOf(given), { corpId: await organization() })
  await output.say(
    answer,
    `New password of ${given.required('user')}, shown once: ${answer.password}`,
    'They choose their own when they sign in. Their sign-ins have ended.',
  )
}

async function makeLink({ given, client, output, organization }: Call): Promise<void> {
  const link = await client.call<MadePasswordLink>('POST', `${pathOf(given)}-link`, { corpId: await organization() })
  await output.say(
    link,
    `Link for a new password of ${given.required('user')}, shown once: ${link.url}`,
    `It is valid once, until ${new Date(link.expiresAt).toISOString()}.`,
  )
}

function pathOf(given: Call['given']): string {
  return `${WEB.people}/${encodeURIComponent(given.required('user'))}/password`
}

/** The language of `--mail`; `undefined` without it. @throws ProgramError for any other */
export function mailOf(given: Call['given']): FirstPasswordsOrder['mail'] {
  const text = given.text('mail')
  const language = LANGUAGES.find((one) => one === text)
  if (text !== undefined && !language) throw given.wrong('--mail must be en or zh-CN.')
  return language
}

async function handOutToAll(client: AdminClient, query: Query, order: FirstPasswordsOrder): Promise<HandedOut> {
  const pages: FirstPasswordLinks[] = []
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page: FirstPasswordLinks = await send(client, { ...query, cursor, limit: String(AT_ONCE) }, order)
    pages.push(page)
    cursor = page.cursor
  }
  return joined(pages)
}

/** Links for these people, as far as they need a password. @throws ProgramError */
export async function handOutTo(
  client: AdminClient,
  corpId: string,
  { userIds, mail }: Readonly<{ userIds: readonly string[]; mail?: FirstPasswordsOrder['mail'] }>,
): Promise<HandedOut> {
  const pages: FirstPasswordLinks[] = []
  for (let start = 0; start < userIds.length; start += AT_ONCE)
    pages.push(
      await send(client, { corpId }, { userIds: userIds.slice(start, start + AT_ONCE), ...(mail && { mail }) }),
    )
  return joined(pages)
}

function send(client: AdminClient, query: Query, order: FirstPasswordsOrder): Promise<FirstPasswordLinks> {
  return client.call<FirstPasswordLinks>('POST', `${WEB.people}/password-links`, query, order)
}

function joined(pages: readonly FirstPasswordLinks[]): HandedOut {
  const sum = (count: (page: FirstPasswordLinks) => number) => pages.reduce((all, page) => all + count(page), 0)
  return {
    links: pages.flatMap(({ links }) => links),
    mailed: sum(({ mailed }) => mailed),
    withoutEmail: sum(({ withoutEmail }) => withoutEmail),
  }
}

/** What people read of links that were made or mailed. */
export function linesOf({ links, mailed, withoutEmail }: HandedOut): readonly string[] {
  const [first] = links
  if (!first && mailed + withoutEmail === 0) return ['Nobody needs a password.']
  return [
    ...(mailed > 0 ? [`${mailed} people get a link by mail.`] : []),
    ...(withoutEmail > 0 ? [`${withoutEmail} people have no email address and get none.`] : []),
    ...(first ? [`Links, shown once, valid until ${new Date(first.expiresAt).toISOString()}:`] : []),
    ...links.map(({ userId, name, url }: FirstPasswordLink) => `  ${userId}  ${url}  ${name}`),
  ]
}
