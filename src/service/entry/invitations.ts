import { externalLink, meetingCode, shareLink } from '../../../contract/text/link.ts'
import type { Member } from '../../conference/member.ts'
import type { ConferenceHead } from '../conduct/conference-head.ts'
import type { Meetings } from './meetings.ts'

/** What people share so that others can join, and where it leads. */
export class Invitations {
  readonly #meetings: Pick<Meetings, 'findLink'>
  readonly #publicUrl: () => URL

  constructor(deps: { meetings: Pick<Meetings, 'findLink'>; publicUrl: () => URL }) {
    this.#meetings = deps.meetings
    this.#publicUrl = deps.publicUrl
  }

  /** A short link and the passcode for others; `undefined` for a member of another organization who is not the host. */
  of(head: ConferenceHead, member: Member): Readonly<{ link: string; passcode: string }> | undefined {
    if (member.outside && member.key !== head.host) return undefined
    const code = meetingCode(head)
    const link = code === undefined ? externalLink(this.#publicUrl(), head) : shareLink(this.#publicUrl(), code)
    return { link, passcode: head.passcode }
  }

  /** The external link of the meeting that a short link leads to. `code`: the part after `/j/`. */
  async findExternalLink(code: string): Promise<string | undefined> {
    const link = await this.#meetings.findLink(code)
    return link && externalLink(this.#publicUrl(), link)
  }
}
