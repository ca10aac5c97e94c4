import i18next from 'i18next'
import type { Readable } from '../../client/observable.ts'
import type { RingingView } from '../state/calls/ringing.ts'
import { setTitle } from './page-title.ts'
import { showSystemNotification } from './system-notifications.ts'
import { ringTone } from './ring-tone.ts'

/** While a call is shown: a tone, a changed page title and, if allowed, a system notification. */
export function alertOnCalls(view: Readable<RingingView>): void {
  let current: string | undefined
  let closeNotification: () => void = () => {}
  const stop = () => {
    ringTone.stop()
    closeNotification()
    setTitle({ call: undefined })
  }
  view.subscribe(() => {
    const { ring } = view.get()
    if (ring?.conferenceId === current) return
    if (current !== undefined) stop()
    current = ring?.conferenceId
    if (!ring) return
    const name = ring.inviter ?? ring.title
    const text = ring.inviter === undefined ? i18next.t('ring.fromUnknown') : i18next.t('ring.from', { name })
    setTitle({ call: i18next.t('ring.documentTitle', { name }) })
    closeNotification = showSystemNotification(text, { body: ring.title, tag: ring.conferenceId, stays: true })
    ringTone.start()
  })
}
