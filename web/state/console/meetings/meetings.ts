import type { FoundMeeting, FoundMeetings } from '../../../../contract/web/console-meetings-types.ts'
import { observable, type Readable } from '../../../../client/observable.ts'
import { openPagedList, type PagedList } from '../paged-list.ts'
import type { ConsolePlace } from '../place.ts'

/** Which meetings are listed, as in the address. An empty text restricts nothing. `from`, `to`: dates such as `2026-03-29`. */
export type MeetingsFilter = Readonly<{
  title: string
  person: string
  /** The name of a guest. */
  guest: string
  code: string
  from: string
  to: string
}>

/** What is requested. `from` and `to`: epoch milliseconds. */
export type MeetingsQuery = Readonly<{
  title: string
  unionId: string
  guest: string
  roomCode: string
  from?: number
  to?: number
}>

/** The requests of the list. They throw `ApiError`. */
export type MeetingsApi = {
  meetings(
    corpId: string,
    query: MeetingsQuery,
    page: Readonly<{ cursor?: string; limit: number }>,
  ): Promise<FoundMeetings>
}

/** `person`: the name of the person in the filter, as far as it is known. */
export type MeetingsList = PagedList<FoundMeeting, MeetingsFilter> & Readonly<{ person: Readable<string | undefined> }>

/** What the address says. */
export function readMeetingsFilter({ filters }: Pick<ConsolePlace, 'filters'>): MeetingsFilter {
  const { title = '', person = '', guest = '', code = '', from = '', to = '' } = filters
  return { title, person, guest, code, from: isDate(from) ? from : '', to: isDate(to) ? to : '' }
}

/** Only a whole room code is looked for: its digits. */
const MIN_CODE = 3
/** Pages that are requested until there is a meeting to show. */
const MAX_EMPTY = 10

/** `startOf`: the first moment of a date, epoch ms, in the time zone of the browser; `days` later. */
export function openMeetingsList(
  api: MeetingsApi,
  options: Readonly<{
    corpId: string
    first: MeetingsFilter
    signedOut: () => void
    startOf: (date: string, days: number) => number
  }>,
): MeetingsList {
  const { corpId, first, signedOut, startOf } = options
  const person = observable<string | undefined>(undefined)
  const list = openPagedList<FoundMeeting, MeetingsFilter>(
    async (filter, page) => {
      const query = toQuery(filter, startOf)
      let answer = await api.meetings(corpId, query, page)
      // A page of a search reads a limited part of what there is, so it may be empty without being the last.
      for (
        let empty = 0;
        empty < MAX_EMPTY && answer.meetings.length === 0 && answer.cursor !== undefined;
        empty += 1
      ) {
        answer = await api.meetings(corpId, query, { ...page, cursor: answer.cursor })
      }
      person.set(answer.person?.name)
      return { rows: answer.meetings, cursor: answer.cursor }
    },
    { first, signedOut },
  )
  return { ...list, person }
}

function toQuery(
  { title, person, guest, code, from, to }: MeetingsFilter,
  startOf: (date: string, days: number) => number,
): MeetingsQuery {
  const digits = code.replaceAll(/\D/g, '')
  return {
    title,
    unionId: person,
    guest,
    roomCode: digits.length < MIN_CODE ? '' : digits,
    ...(from !== '' && { from: startOf(from, 0) }),
    ...(to !== '' && { to: startOf(to, 1) }),
  }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`))
}
