import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'

const Name = Type.String({ minLength: 1, maxLength: 256 })
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })

const SeedUser = Type.Object(
  {
    userId: Id,
    unionId: Id,
    name: Name,
    jobNumber: Type.Optional(Name),
    password: Type.Optional(Name),
    admin: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

const SeedApp = Type.Object(
  {
    clientId: Id,
    clientSecret: Name,
    name: Name,
    kind: Type.Literal('internal'),
    scopes: Type.Array(Name),
  },
  { additionalProperties: false },
)

const SeedOrganization = Type.Object(
  { corpId: Id, name: Name, users: Type.Optional(Type.Array(SeedUser)), apps: Type.Optional(Type.Array(SeedApp)) },
  { additionalProperties: false },
)

const SeedSuite = Type.Object(
  {
    suiteKey: Id,
    suiteSecret: Name,
    /** `any`, or absent: every ticket is accepted. */
    suiteTicket: Type.Optional(Name),
    authorizedCorpIds: Type.Array(Id),
    scopes: Type.Array(Name),
  },
  { additionalProperties: false },
)

/** The seed file: organisations with their people and apps, and the suites that work for them. */
const Seed = Type.Object(
  { organizations: Type.Array(SeedOrganization), suites: Type.Optional(Type.Array(SeedSuite)) },
  { additionalProperties: false },
)
export type Seed = Static<typeof Seed>

const seed = Compile(Seed)

/** The seed, or what is wrong with it, a line a fault. */
export function parseSeed(value: unknown): { ok: true; seed: Seed } | { ok: false; faults: string[] } {
  const faults = seed.Check(value)
    ? listDoubles(value)
    : seed.Errors(value).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
  return faults.length === 0 ? { ok: true, seed: value as Seed } : { ok: false, faults }
}

/** What is named a second time and may be named only once. An app is one organisation's, so its id is one of all. */
function listDoubles({ organizations, suites = [] }: Seed): string[] {
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
  const faults: string[] = []
  for (const { path, row } of rows) {
    const first = firsts.get(row[key])
    if (first === undefined) firsts.set(row[key], path)
    else faults.push(`${path}/${key} "${row[key]}" is already used in ${first}`)
  }
  return faults
}
