import { observable, type Readable } from '../../../../client/observable.ts'
import type {
  FirstPasswordLink,
  FirstPasswordLinks,
  FirstPasswordsOrder,
} from '../../../../contract/web/administration-types.ts'
import { handleRefusal } from '../attempt.ts'

type Need = 'without-password' | 'without-own-password'

/** Named people, or those in the list. */
export type Recipients = Readonly<{ userIds: readonly string[] } | { q: string; department: string; state: Need }>

/** The requests for links. They throw `ApiError`. */
export type FirstPasswordsApi = {
  handOutLinks(
    corpId: string,
    found: Readonly<{ q?: string; department?: string; state?: Need; cursor?: string; limit?: number }>,
    order: FirstPasswordsOrder,
  ): Promise<FirstPasswordLinks>
  canMail(): Promise<boolean>
}

/**
 * `canMail`: the server sends mails. `count`: of how many people there is an answer. `error`: why it ended early; the links that
 * were made are there.
 */
type FirstPasswordsView = Readonly<
  | { phase: 'ask'; canMail: boolean }
  | { phase: 'working'; count: number }
  | { phase: 'done'; links: readonly FirstPasswordLink[]; mailed: number; withoutEmail: number; error?: string }
>

/** Links with which many people choose their first password. No method throws. */
export type FirstPasswords = {
  view: Readable<FirstPasswordsView>
  /** Finds out whether the server sends mails. */
  load(): Promise<void>
  /** Makes the links, or has them mailed in this language. */
  handOut(mail?: FirstPasswordsOrder['mail']): Promise<void>
}

/** People of one request. */
const AT_ONCE = 200

export function openFirstPasswords(
  api: FirstPasswordsApi,
  { corpId, recipients, signedOut }: Readonly<{ corpId: string; recipients: Recipients; signedOut: () => void }>,
): FirstPasswords {
  const view = observable<FirstPasswordsView>({ phase: 'ask', canMail: false })
  return {
    view,
    async load() {
      const canMail = await api.canMail().catch(() => false)
      view.update((now) => (now.phase === 'ask' ? { ...now, canMail } : now))
    },
    async handOut(mail) {
      if (view.get().phase !== 'ask') return
      const done = { links: [] as FirstPasswordLink[], mailed: 0, withoutEmail: 0 }
      const order = mail === undefined ? {} : { mail }
      const add = (answer: FirstPasswordLinks) => {
        done.links.push(...answer.links)
        done.mailed += answer.mailed
        done.withoutEmail += answer.withoutEmail
        view.set({ phase: 'working', count: done.links.length + done.mailed + done.withoutEmail })
      }
      view.set({ phase: 'working', count: 0 })
      try {
        for await (const answer of answersOf(api, corpId, { recipients, order })) add(answer)
        view.set({ phase: 'done', ...done })
      } catch (error) {
        view.set({ phase: 'done', ...done, error: handleRefusal(error, signedOut) })
      }
    },
  }
}

async function* answersOf(
  api: FirstPasswordsApi,
  corpId: string,
  { recipients, order }: Readonly<{ recipients: Recipients; order: FirstPasswordsOrder }>,
): AsyncGenerator<FirstPasswordLinks> {
  if ('userIds' in recipients) {
    for (let start = 0; start < recipients.userIds.length; start += AT_ONCE)
      yield await api.handOutLinks(corpId, {}, { ...order, userIds: recipients.userIds.slice(start, start + AT_ONCE) })
    return
  }
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = { ...recipients, limit: AT_ONCE, ...(cursor !== undefined && { cursor }) }
    const answer = await api.handOutLinks(corpId, page, order)
    yield answer
    cursor = answer.cursor
  }
}
