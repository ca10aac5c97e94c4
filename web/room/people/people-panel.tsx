import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { EmptyState } from '../../controls/empty-state.tsx'
import { TextField } from '../../controls/text-field.tsx'
import type { Readable } from '../../../client/observable.ts'
import type { PeopleView, PersonView } from '../../state/room/people-views.ts'
import type { MeetingView } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { HandQueue } from './hand-queue.tsx'
import { WaitingGroup } from './waiting-group.tsx'
import { Icon } from '../../controls/icon.tsx'
import { Panel } from '../panel.tsx'
import { PersonDialog, type PersonAction } from '../dialogs/person-dialog.tsx'
import { PersonList, type GroupContext } from './person-list.tsx'
import { PersonRow } from './person-row.tsx'
import './people.css'

export type PeoplePanelProps = {
  people: Readable<PeopleView>
  meeting: Readable<MeetingView>
  onInvite: () => void
  onClose: () => void
}

/** The roster: who is expected, who is in the meeting, who has left, and the actions on each. */
export function PeoplePanel({ people, meeting, onInvite, onClose }: PeoplePanelProps) {
  const { t } = useTranslation()
  const view = useObservable(people)
  const [action, setAction] = useState<PersonAction>()
  const scroller = useRef<HTMLDivElement>(null)
  const { waiting, notJoined, inMeeting, left, loaded } = view
  useEffect(() => people.get().loadAll(), [people])
  const shared = { scroller, isLoading: loaded !== undefined, onAction: setAction }
  return (
    <Panel name="people" title={t('room.people.title')} onClose={onClose}>
      <div className="people-top">
        <p className="people-count" data-testid="people-count">
          {t('room.people.count', { count: view.count })}
        </p>
        <Button size="small" data-testid="invite-from-people" onPress={onInvite}>
          <Icon name="invite" />
          {t('room.more.invite')}
        </Button>
      </div>
      <TextField
        type="search"
        label={t('room.people.search')}
        isLabelHidden
        placeholder={t('room.people.search')}
        testId="people-search"
        value={view.search}
        onChange={view.setSearch}
      />
      {/* A list that scrolls must be reachable by keys even when nothing in it takes the focus. */}
      <div ref={scroller} className="panel-scroll" role="region" aria-label={t('room.people.title')} tabIndex={0}>
        <div>
          {loaded && (
            <p className="people-loading">
              {t('room.people.loading')}
              <progress value={loaded.count} max={loaded.of} aria-label={t('room.people.loading')} />
            </p>
          )}
          <WaitingGroup view={view} {...shared} />
          <HandQueue view={view} />
          <Group name="notJoined" people={notJoined} {...shared} />
          <Group name="inMeeting" people={inMeeting} {...shared} />
          <Group name="left" people={left} {...shared} />
          {!loaded && waiting.length + notJoined.length + inMeeting.length + left.length === 0 && (
            <EmptyState isStatus>{t('room.people.none')}</EmptyState>
          )}
        </div>
      </div>
      <PersonDialog action={action} meeting={meeting} onClose={() => setAction(undefined)} />
    </Panel>
  )
}

type GroupProps = GroupContext & { name: 'notJoined' | 'inMeeting' | 'left'; people: readonly PersonView[] }

function Group({ name, people, scroller, isLoading, onAction }: GroupProps) {
  const { t } = useTranslation()
  if (people.length === 0) return null
  return (
    <section className="people-group" data-testid={`people-${name}`}>
      <h3>
        {t(`room.people.${name}`)} <span aria-hidden="true">{people.length}</span>
      </h3>
      <PersonList
        people={people}
        scroller={scroller}
        isLoading={isLoading}
        renderRow={(person, item) => <PersonRow key={person.key} person={person} onAction={onAction} item={item} />}
      />
    </section>
  )
}
