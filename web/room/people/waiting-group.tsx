import { useTranslation } from 'react-i18next'
import { NotificationOffer } from '../../alerts/notification-offer.tsx'
import { Button } from '../../controls/button.tsx'
import type { PeopleView, PersonView } from '../../state/room/people-views.ts'
import { PersonList, type GroupContext } from './person-list.tsx'
import { PersonRow } from './person-row.tsx'

export type WaitingGroupProps = GroupContext & { view: PeopleView }

/** The people who wait to be admitted, above everybody else. */
export function WaitingGroup({ view, scroller, isLoading, onAction }: WaitingGroupProps) {
  const { t } = useTranslation()
  const { waiting, letAllIn } = view
  if (waiting.length === 0) return null
  return (
    <section className="people-group" data-testid="people-waiting">
      <h3>
        {t('room.wait.group')} <span aria-hidden="true">{waiting.length}</span>
        {letAllIn && (
          <Button size="small" className="people-all" data-testid="let-all-in" onPress={letAllIn}>
            {t('room.wait.letAllIn')}
          </Button>
        )}
      </h3>
      <NotificationOffer reason="knocks" />
      <PersonList
        people={waiting}
        scroller={scroller}
        isLoading={isLoading}
        renderRow={(person, item) => (
          <PersonRow key={person.key} person={person} onAction={onAction} item={item}>
            <Answers person={person} onAction={onAction} />
          </PersonRow>
        )}
      />
    </section>
  )
}

function Answers({ person, onAction }: { person: PersonView; onAction: GroupContext['onAction'] }) {
  const { t } = useTranslation()
  const { nick, letIn, remove } = person
  return (
    <>
      {letIn && (
        <Button
          size="small"
          variant="primary"
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
          onPress={() => onAction({ kind: 'remove', person })}
        >
          {t('room.wait.refuse')}
        </Button>
      )}
    </>
  )
}
