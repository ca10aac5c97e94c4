import type { NewScimToken, ScimTokens } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import type { Command } from './admin-command.ts'
import { toLocalTime } from './output.ts'

/** `rollcall org scim-token`. */
export const scimToken: Command = {
  usage: `rollcall org scim-token [--org CORPID] [--new [--overlap-hours HOURS] | --revoke] [--json]
  Shows which tokens the company's directory has for SCIM, and the URL to give it. Tokens themselves are not stored.
  --new     makes a token and prints it, once. The previous one stays valid for some hours: 24, or 0 to 720
  --revoke  ends all of them at once
`,
  texts: ['org', 'overlap-hours'],
  flags: ['new', 'revoke'],
  async run({ given, client, output, organization }) {
    const hours = given.number('overlap-hours')
    const [isNew, isRevoked] = [given.flag('new'), given.flag('revoke')]
    if (isNew && isRevoked) throw given.wrong('--new and --revoke do not go together.')
    if (hours !== undefined && !isNew) throw given.wrong('--overlap-hours needs --new.')
    const query = { corpId: await organization() }
    if (isRevoked) {
      await output.say(await client.call('DELETE', WEB.scimToken, query), 'The directory has no token anymore.')
    } else if (isNew) {
      const body = hours === undefined ? {} : { overlapHours: hours }
      const answer = await client.call<NewScimToken>('POST', WEB.scimToken, query, body)
      const lines = [`  URL    ${answer.url}`, `  token  ${answer.token}`]
      await output.say(answer, 'The directory has a new token, which is shown once.', ...lines, ...linesOf(answer))
    } else {
      const answer = await client.call<ScimTokens>('GET', WEB.scimToken, query)
      const lines = answer.tokens.length === 0 ? ['The directory has no token.'] : linesOf(answer)
      await output.say(answer, `  URL    ${answer.url}`, ...lines)
    }
  },
}

function linesOf({ tokens }: ScimTokens): readonly string[] {
  return tokens.map(({ id, madeAt, endsAt }) =>
    endsAt === undefined
      ? `  ${id} was made ${toLocalTime(madeAt)}.`
      : `  ${id} was replaced, and is valid until ${toLocalTime(endsAt)}.`,
  )
}
