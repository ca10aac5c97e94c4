import { useTranslation } from 'react-i18next'
import type { PeopleView } from '../../state/room/people-views.ts'
import { Button } from '../../controls/button.tsx'
import { PersonPlace } from './person-facts.tsx'
import { Icon } from '../../controls/icon.tsx'

/** How many hands fit without scrolling. */
const FIT = 6

/** The raised hands, in order. */
export function HandQueue({ view }: { view: PeopleView }) {
  const { t } = useTranslation()
  const { lowerHands } = view
  const raised = view.inMeeting
    .filter((person) => person.hand !== undefined)
    .sort((one, other) => (one.hand ?? 0) - (other.hand ?? 0))
  if (raised.length === 0) return null
  return (
    <section className="people-group hand-queue" data-testid="hand-queue">
      <h3>
        <Icon name="hand" />
        {t('room.people.hands')}
        {lowerHands && (
          <Button size="small" className="people-all" data-testid="lower-hands" onPress={lowerHands}>
            {t('room.people.lowerHands')}
          </Button>
        )}
      </h3>
      <ol tabIndex={raised.length > FIT ? 0 : undefined}>
        {raised.map((person) => (
          <li key={person.key}>
            {person.nick} <PersonPlace person={person} />
          </li>
        ))}
      </ol>
    </section>
  )
}
