import { PATTERNS } from '../../contract/patterns.ts'
import { isShowable } from '../../contract/text/shown.ts'
import type { ScimPerson } from '../service/account/scim-people.ts'
import { CORE_SCHEMA, ENTERPRISE_SCHEMA } from './schemas.ts'
import { ScimError } from './scim-error.ts'

/** A person while their attributes are set one after the other. */
export type Draft = { [Key in TextKey]?: string } & { active?: boolean }
type TextKey = (typeof TEXTS)[keyof typeof TEXTS] | 'email'

/** Where each text is kept, by its name without case. */
const TEXTS = {
  username: 'userName',
  externalid: 'externalId',
  displayname: 'displayName',
  'name.formatted': 'formatted',
  'name.givenname': 'givenName',
  'name.familyname': 'familyName',
  department: 'department',
  employeenumber: 'jobNumber',
} as const
const MAX_LENGTH: Readonly<Record<TextKey, number>> = {
  userName: 254,
  externalId: 254,
  displayName: 256,
  formatted: 256,
  givenName: 256,
  familyName: 256,
  department: 64,
  jobNumber: 64,
  email: 254,
}
const EMAIL = new RegExp(PATTERNS.email, 'u')

/** Attributes of people that are not stored. Directories send them anyway. */
const IGNORED = new Set(
  `schemas meta groups nickname profileurl title usertype preferredlanguage locale timezone password phonenumbers ims photos
  addresses entitlements roles x509certificates costcenter organization division manager`.split(/\s+/),
)

/** The filters that mean the address that is stored: that of work, or the primary one. A path with any other filter sets nothing. */
const WORK = /^\s*(?:type\s+eq\s+"work"|primary\s+eq\s+(?:true|"true"))\s*$/i
const PATH = /^(?<name>[a-z0-9$_-]+)(?:\[(?<filter>[^\]]*)\])?(?:\.(?<part>[a-z0-9$_-]+))?$/i

type Path = Readonly<{ name: string; part?: string | undefined; filter?: string | undefined }>

/**
 * Sets what `path` names; `undefined`, `null` and an empty text remove it. `userName` and `active` cannot be removed.
 *
 * @throws ScimError `invalidPath` if people have no such attribute, `invalidValue`, `mutability` for the id
 */
export function setAttribute(draft: Draft, pathText: string, value: unknown): void {
  const path = readPath(pathText)
  const { name, part } = path
  if (name === ENTERPRISE_SCHEMA.toLowerCase() || (name === 'name' && part === undefined)) {
    setParts(draft, name === 'name' ? 'name.' : '', value)
  } else if (name === 'emails') setEmail(draft, path, value)
  else if (name === 'active') draft.active = readBoolean(value)
  else if (name === 'id') throw new ScimError(400, 'The id of a person never changes.', 'mutability')
  else {
    const key = part === undefined ? name : `${name}.${part}`
    if (Object.hasOwn(TEXTS, key)) setText(draft, TEXTS[key as keyof typeof TEXTS], value)
    else if (!IGNORED.has(name) && name !== 'name')
      throw new ScimError(400, `People have no ${pathText}.`, 'invalidPath')
  }
}

/** Sets all that a resource has. Attributes that are not stored are ignored. @throws ScimError `invalidValue` */
export function setAttributes(draft: Draft, resource: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(resource)) {
    // The id of the resource itself, which many directories repeat.
    if (name.toLowerCase() !== 'id' && isKnown(name)) setAttribute(draft, name, value)
  }
}

export function toDraft({ names, active, ...texts }: ScimPerson): Draft {
  return { ...texts, ...names, active }
}

/** The person of a draft. `active`: for a draft that does not have it. @throws ScimError `invalidValue` without a `userName` */
export function draftToPerson(
  { displayName, formatted, givenName, familyName, ...rest }: Draft,
  active: boolean,
): ScimPerson {
  const { userName } = rest
  if (userName === undefined) throw new ScimError(400, 'userName is required.', 'invalidValue')
  const names = {
    ...(displayName !== undefined && { displayName }),
    ...(formatted !== undefined && { formatted }),
    ...(givenName !== undefined && { givenName }),
    ...(familyName !== undefined && { familyName }),
  }
  return { active, ...rest, userName, names }
}

function isKnown(pathText: string): boolean {
  try {
    const { name, part } = readPath(pathText)
    const key = part === undefined ? name : `${name}.${part}`
    const isComplex = name === 'name' || name === 'emails' || name === ENTERPRISE_SCHEMA.toLowerCase()
    return isComplex || name === 'active' || Object.hasOwn(TEXTS, key)
  } catch {
    return false
  }
}

/** @throws ScimError `invalidPath` */
function readPath(text: string): Path {
  const [core, enterprise] = [`${CORE_SCHEMA}:`.toLowerCase(), ENTERPRISE_SCHEMA.toLowerCase()]
  const folded = text.trim().toLowerCase()
  if (folded === enterprise) return { name: folded }
  const rest = folded.startsWith(core) ? folded.slice(core.length) : folded.replace(`${enterprise}:`, '')
  const groups = PATH.exec(rest)?.groups
  if (!groups) throw new ScimError(400, 'The path cannot be read.', 'invalidPath')
  return { name: groups['name'] ?? '', filter: groups['filter'], part: groups['part'] }
}

function setParts(draft: Draft, prefix: string, value: unknown): void {
  if (value === undefined || value === null) {
    const keys = Object.entries(TEXTS).filter(([name]) =>
      prefix === '' ? name === 'department' || name === 'employeenumber' : name.startsWith(prefix),
    )
    for (const [, key] of keys) delete draft[key]
    return
  }
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid(prefix === '' ? 'The extension' : 'name')
  for (const [part, text] of Object.entries(value)) {
    const key = `${prefix}${part.toLowerCase()}`
    if (Object.hasOwn(TEXTS, key)) setText(draft, TEXTS[key as keyof typeof TEXTS], text)
  }
}

/** One address is stored: the primary one, otherwise that of work, otherwise the first. */
function setEmail(draft: Draft, { filter, part }: Path, value: unknown): void {
  if (filter !== undefined && !WORK.test(filter)) return
  if (part !== undefined && part !== 'value') return
  const all = (Array.isArray(value) ? value : [value]).map((one: unknown) =>
    typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : { value: one },
  )
  const chosen =
    all.find(({ primary }) => primary === true) ??
    all.find(({ type }) => String(type).toLowerCase() === 'work') ??
    all[0]
  setText(draft, 'email', chosen?.['value'])
}

function setText(draft: Draft, key: TextKey, value: unknown): void {
  const text = typeof value === 'number' ? String(value) : (value ?? '')
  if (typeof text !== 'string') throw invalid(key)
  const trimmed = text.trim()
  if (trimmed === '') {
    if (key === 'userName') throw invalid(key)
    delete draft[key]
    return
  }
  const isFit = isShowable(trimmed) && trimmed.length <= MAX_LENGTH[key] && (key !== 'email' || EMAIL.test(trimmed))
  if (!isFit) throw invalid(key)
  draft[key] = trimmed
}

/** Microsoft Entra sends `"True"` and `"False"`. */
function readBoolean(value: unknown): boolean {
  const text = typeof value === 'string' ? value.toLowerCase() : value
  if (text === true || text === 'true') return true
  if (text === false || text === 'false') return false
  throw invalid('active')
}

function invalid(what: string): ScimError {
  return new ScimError(400, `${what} has a value that cannot be stored.`, 'invalidValue')
}
