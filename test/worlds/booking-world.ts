import { ADA, startTester, type Answer, type Tester } from './tester.ts'

export const HOUR = 3_600_000
export const BOOKINGS = '/v1.0/conference/scheduleConferences'
export const CONFERENCES = '/v1.0/conference/videoConferences'

export type Booked = {
  scheduleConferenceId: string
  roomCode: string
  url: string
  phones: string[]
  requestId: string
}
type Entered = { status: number; code?: string; conferenceId?: string; ticket?: string; guest?: string }

/** A server on which Ada books meetings and people try to join them. */
export async function openBookings() {
  const tester = await startTester()
  const order = (fields: object = {}) => ({
    creatorUnionId: ADA.unionId,
    title: 'Quarter review',
    startTime: Date.now() + HOUR,
    endTime: Date.now() + 2 * HOUR,
    ...fields,
  })
  const book = async (settings?: object, fields?: object): Promise<Booked> => {
    const { status, body } = await tester.call('POST', BOOKINGS, {
      body: { ...order(fields), scheduleConfSettingModel: settings },
    })
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body as Booked
  }
  const named = (id: string) => ({ creatorUnionId: ADA.unionId, scheduleConferenceId: id })
  return {
    tester,
    order,
    book,
    named,
    /** The answer to a request for a link. Redirects are not followed. */
    follow: (url: string) => fetch(url, { redirect: 'manual' }),
    cancel: (id: string) => tester.call('POST', `${BOOKINGS}/cancel`, { body: named(id) }),
    /** Requests entry as a guest who has the link. */
    asGuest: async ({ url }: Booked, besides: object = {}) => enter(tester, { ...(await shownBy(url)), ...besides }),
    /** Requests entry for that person, with a personal link and without signing in. */
    asPerson: async ({ url }: Booked, unionId: string): Promise<Entered> => {
      const made = await personalLink(tester, url, unionId)
      if (made.status !== 200) return { status: made.status, code: String(made.body['message']) }
      const { searchParams } = new URL((made.body['loginInfo'] as { loginUrl: string }).loginUrl)
      return enter(tester, { roomCode: searchParams.get('roomCode'), login: searchParams.get('login') })
    },
    held: async (id: string, query = '') => {
      const { body } = await tester.call('GET', `${CONFERENCES}/scheduleConferences/${id}${query}`)
      return body as { conferenceList: Record<string, unknown>[]; totalCount: number; nextToken: string }
    },
    close: (id: string | undefined) => tester.call('DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`),
    [Symbol.asyncDispose]: () => tester[Symbol.asyncDispose](),
  }
}

export function personalLink(tester: Tester, meetingUrl: string, unionId: string): Promise<Answer> {
  return tester.call('POST', `${CONFERENCES}/createAutoLoginUrl`, { body: { meetingUrl, unionId } })
}

async function shownBy(url: string) {
  const { headers } = await fetch(url, { redirect: 'manual' })
  const { searchParams } = new URL(String(headers.get('location')))
  return { roomCode: searchParams.get('roomCode'), token: searchParams.get('token'), nick: 'Guest' }
}

async function enter(tester: Tester, shown: object): Promise<Entered> {
  const { status, body } = await tester.call('POST', '/api/admission', { body: { ...shown, device: 'Win' } })
  return { status, ...body }
}
