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
  if (seed.Check(value)) return { ok: true, seed: value }
  return {
    ok: false,
    faults: seed.Errors(value).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`),
  }
}
