import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredPerson, MadePasswordLink } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Notice } from '../../controls/notice.tsx'
import { formatDateTime } from '../../i18n/format.ts'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import type { PersonAct } from '../../state/console/people/people-acts.ts'
import { openDepartments } from '../../state/console/people/departments.ts'
import type { Recipients } from '../../state/console/people/first-passwords.ts'
import { openPeopleList, readPeopleFilter } from '../../state/console/people/people.ts'
import { useObservable } from '../../state/use-observable.ts'
import { peopleApi, peopleFilePath } from '../requests/people.ts'
import { saveText } from '../save-text.ts'
import { SecretDialog } from '../secret-dialog.tsx'
import type { ConsoleViewProps } from '../view-props.ts'
import { ActDialog } from './act-dialog.tsx'
import { FirstPasswordsDialog } from './first-passwords-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { PeopleFilters } from './people-filters.tsx'
import { PeopleTable } from './people-table.tsx'
import { PersonDialog } from './person-dialog.tsx'

/** The dialog that is open. */
type Opened =
  | { dialog: 'add' | 'import' }
  | { dialog: 'links'; recipients: Recipients }
  | { dialog: 'act'; act: PersonAct; person: AdministeredPerson }
  | { dialog: 'password'; person: AdministeredPerson; password: string }
  | { dialog: 'link'; person: AdministeredPerson; link: MadePasswordLink }

/** The people of the organization. */
export function PeoplePage({ model, me, place, corpId, organization, filter }: ConsoleViewProps) {
  const { t, i18n } = useTranslation('console')
  const signedOut = model.session.lost
  const { q, state, role, department } = readPeopleFilter(place)
  const [list] = useState(() => openPeopleList(peopleApi, { corpId, first: { q, state, role, department }, signedOut }))
  const [departments] = useState(() => openDepartments(peopleApi, { corpId, signedOut }))
  useEffect(() => void departments.load(), [departments])
  const view = useObservable(list.view)
  const knownDepartments = useObservable(departments.view)
  const [opened, setOpened] = useState<Opened>()
  const [news, setNews] = useState<string>()
  useEffect(() => {
    void list.show({ q, state, role, department })
  }, [list, q, state, role, department])
  useEffect(() => startAutoRefresh(list.refresh), [list])
  /** What an earlier act did is no news any more. */
  const show = useCallback((dialog: Opened) => {
    setNews(undefined)
    setOpened(dialog)
  }, [])
  const open = useCallback((act: PersonAct, person: AdministeredPerson) => show({ dialog: 'act', act, person }), [show])
  const needsLinks = state === 'without-password' || state === 'without-own-password'
  const close = () => setOpened(undefined)
  const showAll = () => {
    void list.show({ q, state, role, department })
    void departments.load()
  }
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.people')}</h1>
          <p className="lead">{t('people.lead', { organization })}</p>
        </div>
        <div className="console-tools">
          <Button variant="primary" onPress={() => show({ dialog: 'add' })} data-testid="add-person">
            {t('people.add')}
          </Button>
          <Button onPress={() => show({ dialog: 'import' })} data-testid="import-people">
            {t('people.import')}
          </Button>
          <a className="button button-plain" download href={model.navigation.href(peopleFilePath(corpId))}>
            {t('people.export')}
          </a>
        </div>
      </header>
      <PeopleFilters wanted={{ q, state, role, department }} departments={knownDepartments} filter={filter} />
      {needsLinks && role === '' && view.phase === 'shown' && view.rows.length > 0 && (
        <p>
          <Button
            onPress={() => show({ dialog: 'links', recipients: { q, department, state } })}
            data-testid="hand-out-links"
          >
            {t('people.firstForAll')}
          </Button>
        </p>
      )}
      {news !== undefined && <Notice tone="good">{news}</Notice>}
      <PeopleTable
        view={view}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={t(q || state || role || department ? 'people.none' : 'people.nobodyYet')}
        me={me}
        corpId={corpId}
        open={open}
      />
      {opened?.dialog === 'add' && (
        <PersonDialog
          corpId={corpId}
          close={close}
          signedOut={signedOut}
          saved={({ person, password }) => {
            showAll()
            setNews(t('people.added', { name: person.name }))
            setOpened(password === undefined ? undefined : { dialog: 'password', person, password })
          }}
        />
      )}
      {opened?.dialog === 'import' && (
        <ImportDialog
          corpId={corpId}
          close={close}
          applied={showAll}
          handOut={(userIds) => show({ dialog: 'links', recipients: { userIds } })}
          signedOut={signedOut}
        />
      )}
      {opened?.dialog === 'links' && (
        <FirstPasswordsDialog
          corpId={corpId}
          recipients={opened.recipients}
          close={() => {
            close()
            showAll()
          }}
          signedOut={signedOut}
        />
      )}
      {opened?.dialog === 'act' && opened.act === 'edit' && (
        <PersonDialog
          corpId={corpId}
          person={opened.person}
          isSelf={corpId === me.corpId && opened.person.userId === me.userId}
          close={close}
          signedOut={signedOut}
          saved={({ person }) => {
            list.update((rows) => rows.map((row) => (row.userId === person.userId ? person : row)))
            close()
          }}
        />
      )}
      {opened?.dialog === 'act' && opened.act !== 'edit' && (
        <ActDialog
          corpId={corpId}
          list={list}
          person={opened.person}
          act={opened.act}
          close={() => setOpened((now) => (now === opened ? undefined : now))}
          signedOut={signedOut}
          done={({ password, link, ended, file, isFinished }) => {
            const { person } = opened
            if (password !== undefined) setOpened({ dialog: 'password', person, password })
            if (link !== undefined) setOpened({ dialog: 'link', person, link })
            if (file !== undefined) saveText(`${person.userId}.json`, 'application/json', file)
            if (isFinished !== undefined) setNews(t(isFinished ? 'people.erased' : 'people.erasing'))
            if (ended !== undefined) setNews(t('people.ended', { count: ended, name: person.name }))
          }}
        />
      )}
      {opened?.dialog === 'password' && (
        <SecretDialog
          title={t('people.passwordTitle', { name: opened.person.name })}
          values={[
            { label: t('people.userId'), text: opened.person.userId },
            { label: t('people.password'), text: opened.password, testId: 'new-password' },
          ]}
          close={close}
        >
          <p>{t('people.passwordWords')}</p>
        </SecretDialog>
      )}
      {opened?.dialog === 'link' && (
        <SecretDialog
          title={t('people.linkTitle', { name: opened.person.name })}
          values={[{ label: t('people.link'), text: opened.link.url, testId: 'password-link' }]}
          close={close}
        >
          <p>{t('people.linkWords', { until: formatDateTime(i18n.language, opened.link.expiresAt) })}</p>
        </SecretDialog>
      )}
    </>
  )
}
