import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Switch } from '../../controls/switch.tsx'
import { Notice } from '../../controls/notice.tsx'
import type { Readable } from '../../../client/observable.ts'
import type { MeetingView } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PersonIdentity } from './person-identity.tsx'
import type { PersonView } from '../../state/room/people-views.ts'

/** The settings that stop a person who comes back with another name. */
const BARRIERS = ['waitingRoom', 'locked'] as const
type Barrier = (typeof BARRIERS)[number]

/** What removing does to a person who is not in the meeting. */
const WORDS: Partial<Record<PersonView['state'], 'room.wait.refuseWords' | 'room.hostTools.remove.left'>> = {
  waiting: 'room.wait.refuseWords',
  left: 'room.hostTools.remove.left',
}

type RemoveDialogProps = { person: PersonView; meeting: Readable<MeetingView>; onClose: () => void }

/** Asks before a member is removed, or a person who waits is denied. */
export function RemoveDialog({ person, meeting, onClose }: RemoveDialogProps) {
  const { t } = useTranslation()
  const { hostTools } = useObservable(meeting)
  const [also, setAlso] = useState<readonly Barrier[]>([])
  const [forbidRejoin, setForbidRejoin] = useState(false)
  const isWaiting = person.state === 'waiting'
  const remove = () => {
    // The waiting room or the lock comes first, so that nobody comes back in between.
    if (forbidRejoin) for (const barrier of also) hostTools?.set(barrier, true)
    person.remove?.({ forbidRejoin })
    onClose()
  }
  return (
    <Dialog
      title={t(isWaiting ? 'room.wait.refuseTitle' : 'room.remove.title', { nick: person.nick })}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('room.cancel')}</Button>
          <Button variant="danger" data-testid="remove-confirm" onPress={remove}>
            {t(isWaiting ? 'room.wait.refuseConfirm' : 'room.remove.confirm')}
          </Button>
        </>
      }
    >
      <PersonIdentity person={person} />
      <p>{t(WORDS[person.state] ?? 'room.remove.words')}</p>
      <Switch isSelected={forbidRejoin} onChange={setForbidRejoin} data-testid="forbid-rejoin">
        {t(isWaiting ? 'room.wait.refuseForbid' : 'room.remove.forbid')}
      </Switch>
      {forbidRejoin && (
        <>
          <Notice tone="warning">{t('room.hostTools.remove.forbidden', { nick: person.nick })}</Notice>
          {BARRIERS.filter((barrier) => hostTools?.[barrier] === false).map((barrier) => (
            <Switch
              key={barrier}
              data-testid={`also-${barrier}`}
              isSelected={also.includes(barrier)}
              onChange={(on) => setAlso(on ? [...also, barrier] : also.filter((other) => other !== barrier))}
            >
              {t(`room.hostTools.remove.${barrier}`)}
            </Switch>
          ))}
        </>
      )}
    </Dialog>
  )
}
