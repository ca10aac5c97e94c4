import { startTester, type Tester } from '../worlds/tester.ts'

/** A member as the open API shows it. */
export type Row = Record<string, unknown> & {
  unionId?: string
  userNick: string
  attendStatus: number
  duration: number
  joinTime?: number
  leaveTime?: number
}

/** What the sandbox answers about a conference that it has made. */
export type MadeConference = {
  conferenceId: string
  startTime: number
  endTime?: number
  stepsLeft: number
  externalLinkUrl: string
  people: { userNick: string; attendStatus: number; participantIds: string[] }[]
}

export const CONFERENCES = '/v1.0/conference/videoConferences'

/** A tester whose server is a sandbox. */
export const startSandbox = (): Promise<Tester> => startTester({ env: { ROLLCALL_SANDBOX: 'on' } })

/** Makes a conference. @throws Error if it is refused */
export async function make(tester: Tester, order: object): Promise<MadeConference> {
  const { status, body } = await tester.call('POST', '/sandbox/conferences', { body: order })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body as unknown as MadeConference
}

/** The members of a conference, in order. */
export async function membersOf(
  tester: Tester,
  { conferenceId }: Pick<MadeConference, 'conferenceId'>,
): Promise<Row[]> {
  const { body } = await tester.call('GET', `${CONFERENCES}/${conferenceId}/members`)
  return body['memberModels'] as Row[]
}
