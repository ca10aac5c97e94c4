import type { OrganizationSettings, SettingsEdit } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import type { Call, Command } from './admin-command.ts'
import type { Given } from './given.ts'
import { readFileOf } from './user-files.ts'

type One = Readonly<{ organization: Readonly<{ corpId: string; name: string }> }>
type Settings = Readonly<{ settings: OrganizationSettings }>

/** Options that turn a default of meetings on or off. */
const SWITCHES = { 'waiting-room': 'waitingRoom', 'self-unmuting': 'selfUnmuting', chat: 'chat' } as const

/** `rollcall org show`. */
export const show: Command = {
  usage: `rollcall org show [--org CORPID] [--json]
  Shows an organization with its settings.
`,
  texts: ['org'],
  async run({ client, output, organization }) {
    const query = { corpId: await organization() }
    const one = await client.call<One>('GET', WEB.organization, query)
    await say(output, { ...one, ...(await client.call<Settings>('GET', WEB.organizationSettings, query)) })
  },
}

/** `rollcall org set`. */
export const set: Command = {
  usage: `rollcall org set [--org CORPID] [--name NAME] [--retention-days DAYS|never] [--guests|--no-guests]
    [--waiting-room|--no-waiting-room] [--mute-on-join never|always|crowd] [--self-unmuting|--no-self-unmuting]
    [--sharing everybody|hosts] [--chat|--no-chat] [--color COLOR|none] [--logo FILE|none] [--json]
  Renames an organization, or changes its settings. --guests: people without an account may join meetings. The settings after
  it, up to --chat, are the defaults of new meetings.
  --retention-days  after how many days ended meetings are deleted
  --color           of buttons and links, such as #2f5d50
  --logo            a PNG, JPEG or WebP image of at most 128 KB and 2,000 × 2,000 pixels
`,
  texts: ['org', 'name', 'retention-days', 'mute-on-join', 'sharing', 'color', 'logo'],
  flags: ['guests', ...Object.keys(SWITCHES)],
  async run({ given, client, output, organization }) {
    const [name, edit, logo] = [given.text('name'), editOf(given), given.text('logo')]
    if (name === undefined && logo === undefined && Object.keys(edit).length === 0)
      throw given.wrong('Say what to change.')
    // Before anything is changed: the file may not be there.
    const image = logo === undefined || logo === 'none' ? undefined : await readFileOf(logo)
    const query = { corpId: await organization() }
    if (logo === 'none') await client.call('DELETE', WEB.organizationLogo, query)
    if (image) await client.upload('PUT', WEB.organizationLogo, query, { type: 'image/png', content: image })
    const settings = await client.call<Settings>('PATCH', WEB.organizationSettings, query, edit)
    const one =
      name === undefined
        ? await client.call<One>('GET', WEB.organization, query)
        : await client.call<One>('PATCH', WEB.organization, query, { name })
    await say(output, { ...one, ...settings })
  },
}

function editOf(given: Given): SettingsEdit {
  const [days, guests] = [given.text('retention-days'), given.choice('guests')]
  if (days !== undefined && !/^(never|\d{1,6})$/.test(days))
    throw given.wrong('--retention-days must be a number of days, or never.')
  const color = given.text('color')?.toLowerCase()
  if (color !== undefined && !/^(none|#[0-9a-f]{6})$/.test(color))
    throw given.wrong('--color must be a color such as "#2f5d50", or none.')
  const switches = Object.entries(SWITCHES).flatMap(([option, key]) => {
    const choice = given.choice(option)
    return choice === undefined ? [] : [[key, choice] as const]
  })
  const [muteOnJoin, sharing] = [given.text('mute-on-join'), given.text('sharing')]
  const meetings = {
    ...Object.fromEntries(switches),
    ...(muteOnJoin !== undefined && { muteOnJoin }),
    ...(sharing !== undefined && { sharing }),
  } as NonNullable<SettingsEdit['meetings']>
  return {
    ...(days !== undefined && { retentionDays: days === 'never' ? null : Number(days) }),
    ...(guests !== undefined && { guests }),
    ...(color !== undefined && { color: color === 'none' ? null : color }),
    ...(Object.keys(meetings).length > 0 && { meetings }),
  }
}

async function say(output: Call['output'], found: One & Settings): Promise<void> {
  const { organization, settings } = found
  const { retentionDays, guests, meetings, color, logo } = settings
  const yes = (value: boolean) => (value ? 'yes' : 'no')
  await output.say(
    found,
    `${organization.name} (${organization.corpId})`,
    `  ended meetings are deleted  ${retentionDays === null ? 'never' : `after ${retentionDays} days`}`,
    `  guests                      ${yes(guests)}`,
    `  waiting room                ${yes(meetings.waitingRoom)}`,
    `  muted when they join        ${meetings.muteOnJoin}`,
    `  self-unmuting               ${yes(meetings.selfUnmuting)}`,
    `  screen sharing              ${meetings.sharing}`,
    `  chat                        ${yes(meetings.chat)}`,
    `  color                       ${color ?? 'none'}`,
    `  logo                        ${yes(logo !== undefined)}`,
  )
}
