import { useTranslation } from 'react-i18next'
import { formatTime } from '../../i18n/format.ts'
import type { PersonView } from '../../state/room/people-views.ts'

/** What else is known of a person: whether they are from outside, their state, their stay, and their devices. */
export function PersonFacts({ person }: { person: PersonView }) {
  const { t, i18n } = useTranslation()
  const { state, joinTime, leaveTime, devices, tags } = person
  const at = (time: number) => formatTime(i18n.language, time)
  const stay =
    joinTime === undefined
      ? undefined
      : leaveTime === undefined
        ? t('room.people.since', { from: at(joinTime) })
        : t('room.people.stay', { from: at(joinTime), to: at(leaveTime) })
  const parts = [
    ...tags.flatMap((tag) => (tag === 'outside' || tag === 'phone' ? [t(`room.tag.${tag}`)] : [])),
    state === 'in-meeting' || state === 'left' ? undefined : t(`room.people.state.${state}`),
    stay,
    ...new Set(devices.map(({ device }) => (device === 'other' ? undefined : t(`room.device.${device}`)))),
  ]
  return <>{parts.filter((part) => part !== undefined).join(' · ')}</>
}

/** Which of several people with the same name it is; nothing if no one else has it. */
export function PersonPlace({ person }: { person: PersonView }) {
  const { t } = useTranslation()
  const { namesake } = person
  if (!namesake) return null
  return (
    <span className="person-place" data-testid="person-place" title={t('room.people.namesake', namesake)}>
      <span aria-hidden="true">#{namesake.place}</span>
      <span className="unseen">{t('room.people.namesake', namesake)}</span>
    </span>
  )
}
