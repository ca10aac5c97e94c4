import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../state/room/people-views.ts'
import { PersonFacts } from '../people/person-facts.tsx'

/** Tells the person of a dialog apart from others, also from people with the same name. */
export function PersonIdentity({ person }: { person: PersonView }) {
  const { t } = useTranslation()
  return (
    <p className="field-description" data-testid="person-identity">
      {person.namesake && `${t('room.people.namesake', person.namesake)} · `}
      <PersonFacts person={person} />
    </p>
  )
}
