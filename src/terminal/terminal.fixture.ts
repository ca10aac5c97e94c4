import { EventEmitter, once } from 'node:events'
import type { Tester } from '../../test/worlds/tester.ts'
import { ADA } from '../../test/worlds/tester.ts'

/** Collects what a program prints, and sends it signals. */
export class FakeTerminal extends EventEmitter {
  out = ''
  errors = ''
  readonly #news = new EventEmitter()
  readonly stdout = {
    write: (text: string) => {
      this.out += text
      this.#news.emit('news')
    },
  }
  readonly stderr = { write: (text: string) => void (this.errors += text) }

  /** The first line that matches, of the output so far and to come. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.out.split('\n').find((line) => pattern.test(line))
      if (found !== undefined) return found
      await once(this.#news, 'news')
    }
  }
}

export type Meeting = { conferenceId: string; externalLinkUrl: string }

/** Starts a conference whose host is Ada. */
export async function openMeeting(tester: Tester): Promise<Meeting> {
  const body = { userId: ADA.unionId, confTitle: 'Stand-up', inviteCaller: false }
  const { body: created } = await tester.call('POST', '/v1.0/conference/videoConferences', { body })
  return created as Meeting
}

/** A link that admits the person under their own name. */
export async function personalLink(tester: Tester, meeting: Meeting, unionId: string): Promise<string> {
  const { body } = await tester.call('POST', '/v1.0/conference/videoConferences/createAutoLoginUrl', {
    body: { meetingUrl: meeting.externalLinkUrl, unionId },
  })
  return (body['loginInfo'] as { loginUrl: string }).loginUrl
}

export async function membersOf(tester: Tester, { conferenceId }: Meeting) {
  const { body } = await tester.call('GET', `/v1.0/conference/videoConferences/${conferenceId}/members`)
  return body['memberModels'] as { unionId?: string; userNick: string; attendStatus: number; joinTime: number }[]
}
