import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttemptAnswer, DeliveryAnswer } from '../../../contract/web/subscription-types.ts'
import { consoleEventsEn } from '../../i18n/console-events-en.ts'
import { formatDateTime } from '../../i18n/format.ts'

const { type: TYPES, way: WAYS, scene: SCENES, failure: FAILURES } = consoleEventsEn
const isKeyOf = <T extends object>(words: T, key: string): key is keyof T & string => Object.hasOwn(words, key)

type Failed = Readonly<{ failure?: string; status?: number }>

type EventWords = Readonly<{
  /** A type of events; as the server names it if this page does not know it. */
  typeOf: (type: string) => string
  /** How events are sent. */
  wayOf: (way: string) => string
  /** What an event was. */
  eventOf: (delivery: DeliveryAnswer) => string
  /** Several types in one line. */
  typesOf: (types: readonly string[]) => string
  /** Why an attempt failed, with the status of the answer. */
  whyOf: (failed: Failed) => string
  /** What came of an attempt. */
  resultOf: (attempt: AttemptAnswer) => string
  timeOf: (at: number) => string
}>

/** The words for events and for what came of sending them. */
export function useEventWords(): EventWords {
  const { t, i18n } = useTranslation('console')
  // The same until the language changes, so that no row is drawn again for it.
  return useMemo(() => {
    const typeOf = (type: string) => (isKeyOf(TYPES, type) ? t(`events.type.${type}`) : type)
    const statusOf = (status: number | undefined) => (status === undefined ? [] : [t('events.status', { status })])
    const whyOf = ({ failure = '', status }: Failed) =>
      [isKeyOf(FAILURES, failure) ? t(`events.failure.${failure}`) : failure, ...statusOf(status)].join(' · ')
    return {
      typeOf,
      wayOf: (way) => (isKeyOf(WAYS, way) ? t(`events.way.${way}`) : way),
      eventOf({ type, payload }) {
        const { changeScene = '' } = (payload ?? {}) as { changeScene?: string }
        if (isKeyOf(SCENES, changeScene)) return t(`events.scene.${changeScene}`)
        return type === undefined ? t('events.deleted') : typeOf(type)
      },
      typesOf: (types) => types.map(typeOf).join(' · '),
      whyOf,
      resultOf: (attempt) =>
        attempt.failure === undefined ? [t('events.arrived'), ...statusOf(attempt.status)].join(' · ') : whyOf(attempt),
      timeOf: (at) => formatDateTime(i18n.language, at),
    }
  }, [t, i18n.language])
}
