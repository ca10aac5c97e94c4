import i18next from 'i18next'
import type { Readable } from '../../client/observable.ts'
import type { RingingView } from '../state/calls/ringing.ts'
import { showNotice } from './system-notifications.ts'
import { ringTone } from './ring-tone.ts'

/** While a call is shown: a tone, a changed page title and, if allowed, a system notification. */
export function attractAttention(view: Readable<RingingView>): void {
  let shown: string | undefined
  let title = document.title
  let closeNotice: () => void = () => {}
  const stop = () => {
    ringTone.stop()
    closeNotice()
    document.title = title
  }
  view.subscribe(() => {
    const { ring } = view.get()
    if (ring?.conferenceId === shown) return
    if (shown !== undefined) stop()
    shown = ring?.conferenceId
    if (!ring) return
    const name = ring.inviter ?? ring.title
    const words = ring.inviter === undefined ? i18next.t('ring.fromUnknown') : i18next.t('ring.from', { name })
    title = document.title
    document.title = i18next.t('ring.documentTitle', { name })
    closeNotice = showNotice(words, { body: ring.title, tag: ring.conferenceId })
    ringTone.start()
  })
}
