import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { PATTERNS, wordsOfPattern } from './patterns.ts'
import { toShownName } from './text/nick.ts'

const Text = Type.String({ minLength: 1, maxLength: 256 })
/** A name that people see. */
const Name = Type.String({ pattern: PATTERNS.name, maxLength: 256 })
const SeedId = Type.String({ pattern: PATTERNS.seedId })

/** Where an app may send people who sign in with it. */
const RedirectUris = Type.Array(Type.String({ pattern: PATTERNS.webUrl, maxLength: 2_048 }))

const SeedUser = Type.Object(
  {
    userId: SeedId,
    unionId: SeedId,
    name: Name,
    jobNumber: Type.Optional(Text),
    department: Type.Optional(Name),
    email: Type.Optional(Text),
    password: Type.Optional(Text),
    keepPassword: Type.Optional(Type.Boolean()),
    admin: Type.Optional(Type.Boolean()),
    operator: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

const SeedApp = Type.Object(
  {
    clientId: SeedId,
    clientSecret: Text,
    name: Name,
    kind: Type.Literal('internal'),
    scopes: Type.Array(Text),
    redirectUris: Type.Optional(RedirectUris),
  },
  { additionalProperties: false },
)

const SeedOrganization = Type.Object(
  {
    corpId: SeedId,
    name: Name,
    ssoSecret: Type.Optional(Text),
    users: Type.Optional(Type.Array(SeedUser)),
    apps: Type.Optional(Type.Array(SeedApp)),
  },
  { additionalProperties: false },
)

const SeedSuite = Type.Object(
  {
    suiteKey: SeedId,
    suiteSecret: Text,
    /** `any`, or absent: every ticket is accepted. */
    suiteTicket: Type.Optional(Text),
    authorizedCorpIds: Type.Array(SeedId),
    scopes: Type.Array(Text),
    redirectUris: Type.Optional(RedirectUris),
  },
  { additionalProperties: false },
)

/** The seed file: organizations with their people and apps, and the suites that work for them. */
const Seed = Type.Object(
  { organizations: Type.Array(SeedOrganization), suites: Type.Optional(Type.Array(SeedSuite)) },
  { additionalProperties: false },
)
export type Seed = Static<typeof Seed>

/** The seed, or a list of what is wrong with it. */
export function parseSeed(value: unknown): { ok: true; seed: Seed } | { ok: false; errors: string[] } {
  const seed = Compile(Seed) // here, since most starts have no seed
  const errors = seed.Check(value) ? listDuplicates(value) : seed.Errors(value).map(toProblem)
  return errors.length === 0 ? { ok: true, seed: withShownNames(value as Seed) } : { ok: false, errors }
}

/** The names are stored as they would be if a person had typed them. */
function withShownNames({ organizations, ...others }: Seed): Seed {
  const named = <T extends Readonly<{ name: string }>>(one: T): T => ({ ...one, name: toShownName(one.name) })
  return {
    ...others,
    organizations: organizations.map((organization) => ({
      ...named(organization),
      ...(organization.users && { users: organization.users.map(named) }),
      ...(organization.apps && { apps: organization.apps.map(named) }),
    })),
  }
}

function toProblem(error: ReturnType<ReturnType<typeof Compile<typeof Seed>>['Errors']>[number]): string {
  const words = error.keyword === 'pattern' ? wordsOfPattern(String(error.params.pattern)) : undefined
  return `${error.instancePath || '/'} ${words ?? error.message}`
}

/** Ids that are used twice but must be unique. An app belongs to one organization, so its id is unique among all apps. */
function listDuplicates({ organizations, suites = [] }: Seed): string[] {
  const at = <T>(path: string, rows: readonly T[]) => rows.map((row, index) => ({ path: `${path}/${index}`, row }))
  const perOrganization = at('/organizations', organizations)
  const apps = perOrganization.flatMap(({ path, row }) => at(`${path}/apps`, row.apps ?? []))
  return [
    ...repeated('corpId', perOrganization),
    ...perOrganization.flatMap(({ path, row }) => {
      const users = at(`${path}/users`, row.users ?? [])
      return [...repeated('userId', users), ...repeated('unionId', users)]
    }),
    ...repeated('clientId', apps),
    ...repeated('suiteKey', at('/suites', suites)),
  ]
}

function repeated<K extends string>(
  key: K,
  rows: readonly Readonly<{ path: string; row: Readonly<Record<K, string>> }>[],
): string[] {
  const firsts = new Map<string, string>()
  const errors: string[] = []
  for (const { path, row } of rows) {
    const first = firsts.get(row[key])
    if (first === undefined) firsts.set(row[key], path)
    else errors.push(`${path}/${key} "${row[key]}" is already used in ${first}`)
  }
  return errors
}
