import type { AdministeredPerson, PeoplePage } from '../../../../contract/web/administration-types.ts'
import type { ConsolePlace } from '../place.ts'
import { openPagedList, type PagedList } from '../paged-list.ts'

/** Which people are listed. An empty text restricts nothing. */
export type PeopleFilter = Readonly<{
  q: string
  state: '' | (typeof STATES)[number]
  role: '' | 'administrator'
  department: string
}>

const STATES = ['enabled', 'disabled', 'without-password', 'without-own-password'] as const

/** The requests of the list. They throw `ApiError`. */
export type PeopleListApi = {
  people(
    corpId: string,
    filter: Partial<PeopleFilter>,
    page: Readonly<{ cursor?: string; limit: number }>,
  ): Promise<PeoplePage>
}

/** What the address says. */
export function readPeopleFilter({ filters }: Pick<ConsolePlace, 'filters'>): PeopleFilter {
  const { q = '', state, role, department = '' } = filters
  return {
    q,
    state: STATES.find((one) => one === state) ?? '',
    role: role === 'administrator' ? role : '',
    department,
  }
}

export type PeopleList = PagedList<AdministeredPerson, PeopleFilter>

/** The people of an organization by name. */
export function openPeopleList(
  api: PeopleListApi,
  { corpId, first, signedOut }: Readonly<{ corpId: string; first: PeopleFilter; signedOut: () => void }>,
): PeopleList {
  return openPagedList(
    async (filter, page) => {
      const { people, cursor } = await api.people(corpId, filter, page)
      return { rows: people, cursor }
    },
    { first, signedOut },
  )
}

/** What stands beside the name of a person. */
export type PersonMark =
  | 'you'
  | 'operator'
  | 'administrator'
  | 'disabled'
  | 'noPassword'
  | 'temporaryPassword'
  | 'linkWaits'

export function listMarks(person: AdministeredPerson, isSelf: boolean): readonly PersonMark[] {
  const marks: readonly (readonly [PersonMark, boolean])[] = [
    ['you', isSelf],
    ['operator', person.operator],
    ['administrator', person.admin],
    ['disabled', person.disabled],
    ['noPassword', !person.hasPassword],
    ['temporaryPassword', person.mustChangePassword],
    ['linkWaits', person.passwordLinkExpiresAt !== undefined],
  ]
  return marks.filter(([, isShown]) => isShown).map(([mark]) => mark)
}
