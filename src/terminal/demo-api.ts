import { ProgramError } from './program-io.ts'

/** A conference that the demo has created. */
export type DemoConference = Readonly<{ conferenceId: string; externalLinkUrl: string }>

/** `by`: the unionId of the person who invites. */
type Invitation = Readonly<{ conferenceId: string; by: string; invitee: { unionId: string; nick: string } }>

const CONFERENCES = '/v1.0/conference/videoConferences'

/** Calls the open API for the demo, as any app would. If the server refuses a call, its method throws `ProgramError`. */
export class DemoApi {
  readonly #server: string
  readonly #app: Readonly<{ clientId: string; clientSecret: string }>

  constructor(server: string, app: Readonly<{ clientId: string; clientSecret: string }>) {
    this.#server = server
    this.#app = app
  }

  /** The access token. The server returns the same one until it expires. */
  async token(): Promise<string> {
    const body = { appKey: this.#app.clientId, appSecret: this.#app.clientSecret }
    const { accessToken } = await this.#send<{ accessToken: string }>('/v1.0/oauth2/accessToken', body, {})
    return accessToken
  }

  create({ hostUnionId, title }: { hostUnionId: string; title: string }): Promise<DemoConference> {
    return this.#call(CONFERENCES, { userId: hostUnionId, confTitle: title, inviteCaller: false })
  }

  /** A link to the meeting that admits the person under their own name. */
  async personalLink({ meetingUrl, unionId }: { meetingUrl: string; unionId: string }): Promise<string> {
    type Answer = { loginInfo: { loginUrl: string } }
    const { loginInfo } = await this.#call<Answer>(`${CONFERENCES}/createAutoLoginUrl`, { meetingUrl, unionId })
    return loginInfo.loginUrl
  }

  async invite({ conferenceId, by, invitee }: Invitation): Promise<void> {
    await this.#call(`${CONFERENCES}/${conferenceId}/users/invite`, { unionId: by, inviteeList: [invitee] })
  }

  async kick({ conferenceId, unionId }: { conferenceId: string; unionId: string }): Promise<void> {
    await this.#call(`${CONFERENCES}/${conferenceId}/members/kick`, { userList: [{ unionId }], forbiddenRejoin: false })
  }

  async #call<Answer>(path: string, body: object): Promise<Answer> {
    return this.#send<Answer>(path, body, { 'x-acs-dingtalk-access-token': await this.token() })
  }

  async #send<Answer>(path: string, body: object, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(this.#server + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = await response.text()
    if (!response.ok) throw new ProgramError(`${path} answered ${response.status}: ${answer}`)
    return JSON.parse(answer) as Answer
  }
}
