import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import type { PeopleView, PersonView } from '../../state/room/people-views.ts'
import type { PersonAction } from '../dialogs/person-dialog.tsx'
import { PersonRow } from './person-row.tsx'

export type KnockingGroupProps = { view: PeopleView; onAsk: (asked: PersonAction) => void }

/** The people who wait to be admitted, above everybody else. */
export function KnockingGroup({ view, onAsk }: KnockingGroupProps) {
  const { t } = useTranslation()
  const { knocking, letAllIn } = view
  if (knocking.length === 0) return null
  return (
    <section className="people-group" data-testid="people-knocking">
      <h3>
        {t('room.wait.group')} <span aria-hidden="true">{knocking.length}</span>
        {letAllIn && (
          <Button size="small" className="people-all" data-testid="let-all-in" onPress={letAllIn}>
            {t('room.wait.letAllIn')}
          </Button>
        )}
      </h3>
      <ul>
        {knocking.map((person) => (
          <PersonRow key={person.key} person={person} onAsk={onAsk}>
            <Answers person={person} onAsk={onAsk} />
          </PersonRow>
        ))}
      </ul>
    </section>
  )
}

function Answers({ person, onAsk }: { person: PersonView; onAsk: KnockingGroupProps['onAsk'] }) {
  const { t } = useTranslation()
  const { nick, letIn, remove } = person
  return (
    <>
      {letIn && (
        <Button
          size="small"
          look="primary"
          data-testid="let-in"
          aria-label={t('room.wait.letInName', { nick })}
          onPress={letIn}
        >
          {t('room.wait.letIn')}
        </Button>
      )}
      {remove && (
        <Button
          size="small"
          data-testid="refuse"
          aria-label={t('room.wait.refuseName', { nick })}
          onPress={() => onAsk({ kind: 'remove', person })}
        >
          {t('room.wait.refuse')}
        </Button>
      )}
    </>
  )
}
