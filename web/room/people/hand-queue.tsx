import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../state/room/people-views.ts'
import { Icon } from '../../controls/icon.tsx'

/** The raised hands, in order. */
export function HandQueue({ people }: { people: readonly PersonView[] }) {
  const { t } = useTranslation()
  const raised = people
    .filter((person) => person.hand !== undefined)
    .sort((one, other) => (one.hand ?? 0) - (other.hand ?? 0))
  if (raised.length === 0) return null
  return (
    <section className="people-group hand-queue" data-testid="hand-queue">
      <h3>
        <Icon name="hand" />
        {t('room.people.hands')}
      </h3>
      <ol>
        {raised.map((person) => (
          <li key={person.key}>{person.nick}</li>
        ))}
      </ol>
    </section>
  )
}
