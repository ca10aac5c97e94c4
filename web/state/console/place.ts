/** The pages of the console, in the order of the navigation. The first is shown at `/console`, the last in a sandbox only. */
export const CONSOLE_PAGES = [
  'overview',
  'live',
  'meetings',
  'bookings',
  'people',
  'apps',
  'events',
  'settings',
  'audit',
  'sandbox',
] as const
export type ConsolePageId = (typeof CONSOLE_PAGES)[number]

/**
 * What an address of the console shows. `id`: what is opened in the page, such as a conference. `organization`: the corpId of
 * the one that is administered; absent for the person’s own. `filters`: the rest of the query.
 */
export type ConsolePlace = Readonly<{
  page: ConsolePageId
  id?: string
  organization?: string
  filters: Readonly<Record<string, string>>
}>

const ROOT = '/console'
const ORGANIZATION = 'org'

/** The place at an address; `undefined` if there is none. */
export function readPlace(path: string, search: string): ConsolePlace | undefined {
  const [name = CONSOLE_PAGES[0], id, ...more] = path.slice(ROOT.length).split('/').filter(Boolean).map(decode)
  const page = CONSOLE_PAGES.find((known) => known === name)
  if (page === undefined || more.length > 0) return undefined
  const { [ORGANIZATION]: organization, ...filters } = Object.fromEntries(new URLSearchParams(search))
  return { page, ...(id !== undefined && { id }), ...(organization && { organization }), filters }
}

/** The address of a place. Empty filters are left out. */
export function toPath({ page, id, organization, filters }: ConsolePlace): string {
  const isFirst = page === CONSOLE_PAGES[0] && id === undefined
  const path = [ROOT, ...(isFirst ? [] : [page]), ...(id === undefined ? [] : [encodeURIComponent(id)])].join('/')
  const given = Object.entries(filters).filter(([, value]) => value !== '')
  const query = new URLSearchParams([
    ...(organization === undefined ? [] : [[ORGANIZATION, organization]]),
    ...given,
  ]).toString()
  return query === '' ? path : `${path}?${query}`
}

/** The same place with other filters. One that is `undefined` or empty is removed. */
export function withFilters(place: ConsolePlace, changes: Readonly<Record<string, string | undefined>>): ConsolePlace {
  const filters = Object.entries({ ...place.filters, ...changes }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  )
  return { ...place, filters: Object.fromEntries(filters) }
}

/** A part of a path as it was before `encodeURIComponent`; as it is if it cannot have been. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
