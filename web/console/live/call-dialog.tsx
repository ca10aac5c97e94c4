import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveMemberAnswer } from '../../../contract/web/console-live-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { InitialsMark } from '../../controls/initials-mark.tsx'
import { Notice } from '../../controls/notice.tsx'
import { personDetail } from '../../controls/person-detail.ts'
import { listExpected } from '../../state/console/live/live-members.ts'
import type { LiveMeetingFacts } from '../../state/console/live/live-meeting.ts'
import { openPeopleList } from '../../state/console/people/people.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PagedRows } from '../paged-rows.tsx'
import { peopleApi } from '../requests/people.ts'
import { SearchField } from '../search-field.tsx'
import { statusText } from './live-words.ts'

export type CallDialogProps = {
  corpId: string
  /** unionId of the administrator, who joins by the page of the meeting. */
  self: string
  facts: LiveMeetingFacts
  /** Those that are loaded, so that nobody who is inside is called. */
  members: readonly LiveMemberAnswer[]
  call: (userId: string, name: string) => Promise<void>
  close: () => void
  signedOut: () => void
}

const ENABLED = { state: 'enabled', role: '', department: '' } as const

/** Calls people of the organization into the meeting. */
export function CallDialog({ corpId, self, facts, members, call, close, signedOut }: CallDialogProps) {
  const { t } = useTranslation('console')
  const [q, setQ] = useState('')
  const [list] = useState(() => openPeopleList(peopleApi, { corpId, first: { q: '', ...ENABLED }, signedOut }))
  const view = useObservable(list.view)
  useEffect(() => {
    void list.show({ q, ...ENABLED })
  }, [list, q])
  const { title, locked } = facts.meeting
  const expected = listExpected(members)
  return (
    <Dialog title={t('live.callTitle', { title })} isOpen onClose={close}>
      <div className="stack">
        {locked ? <Notice tone="warning">{t('live.callLocked')}</Notice> : <p>{t('live.callWords')}</p>}
        <SearchField label={t('people.search')} value={q} search={setQ} testId="find-callee" />
        <PagedRows
          view={view}
          more={() => void list.more()}
          restart={() => void list.restart()}
          none={t('live.noMatch')}
        >
          {(people) => (
            <ul className="live-callees" aria-label={t('page.people')}>
              {people.map(({ userId, unionId, name, department }) => {
                const member = expected.get(unionId)
                return (
                  <li key={userId} className="live-callee" data-testid="callee" data-user={userId}>
                    <InitialsMark name={name} memberKey={`user:${unionId}`} />
                    <span className="live-callee-name">
                      {name}
                      <span className="console-note">{personDetail({ userId, department })}</span>
                    </span>
                    {member || unionId === self ? (
                      <span className="console-note">{member ? statusText(t, member) : t('people.you')}</span>
                    ) : (
                      <Button
                        size="small"
                        isDisabled={locked}
                        aria-label={t('live.callNamed', { name })}
                        onPress={() => void call(userId, name)}
                        data-testid="call"
                      >
                        {t('live.callOne')}
                      </Button>
                    )}
                  </li>
                )
              })}
            </ul>
          )}
        </PagedRows>
      </div>
    </Dialog>
  )
}
