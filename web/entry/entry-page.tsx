import { useTranslation } from 'react-i18next'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import type { EntryModel, EntryView } from '../state/entry/entry-views.ts'
import { useObservable } from '../state/use-observable.ts'
import { OrganizationLook } from '../page-frame.tsx'
import { usePageTitle } from '../alerts/page-title.ts'
import { CodeForm } from './code-form.tsx'
import { HostClaim } from './host-claim.tsx'
import { JoinForm } from './join-form.tsx'
import { Preview } from './preview.tsx'
import { Wait } from './wait.tsx'
import './entry.css'

/** The page before joining: which meeting it is, a preview of camera and microphone, and the button to join. */
export function EntryPage({ entry, goHome }: { entry: EntryModel; goHome: () => void }) {
  const view = useObservable(entry.view)
  usePageTitle(view.title || undefined)
  const hasDevices = view.phase === 'ready' || view.phase === 'joining' || view.phase === 'waiting'
  return (
    <main className="entry" data-testid="entry" data-phase={view.phase} data-preview={hasDevices}>
      {hasDevices && <Preview view={view} level={entry.level} />}
      <section className="entry-way card">
        <Heading view={view} />
        <Refusal view={view} />
        <Way view={view} />
        <HostClaim view={view} />
        <OtherWays view={view} goHome={goHome} />
      </section>
    </main>
  )
}

function Heading({ view }: { view: EntryView }) {
  const { t } = useTranslation()
  return (
    <div>
      <OrganizationLook look={view.look} />
      <h1 data-testid="entry-title">
        {view.title || t(view.phase === 'locked' ? 'room.entry.locked' : 'room.entry.untitled')}
      </h1>
      {view.roomCode !== '' && !view.codeForm && (
        <p className="lead">{t('room.entry.code', { code: groupRoomCode(view.roomCode) })}</p>
      )}
    </div>
  )
}

function Refusal({ view }: { view: EntryView }) {
  const { t } = useTranslation()
  if (!view.refusal) return null
  return (
    <Notice tone="error">
      <span data-testid="entry-refusal" data-refusal={view.refusal}>
        {t(`room.entry.refusal.${view.refusal}`)}
      </span>
    </Notice>
  )
}

function Way({ view }: { view: EntryView }) {
  const { t } = useTranslation()
  switch (view.phase) {
    case 'looking':
      return <p role="status">{t('room.entry.looking')}</p>
    case 'locked':
      return view.codeForm ? <CodeForm form={view.codeForm} isRefused={view.refusal !== undefined} /> : null
    case 'ready':
    case 'joining':
      return <JoinForm view={view} />
    case 'waiting':
      return <Wait view={view} />
    case 'refused':
      return null
  }
}

function OtherWays({ view, goHome }: { view: EntryView; goHome: () => void }) {
  const { t } = useTranslation()
  const { signIn, retry, phase } = view
  const isCure = phase === 'refused'
  return (
    <div className="entry-others">
      {signIn && (isCure || phase === 'locked') && (
        <Button variant={isCure ? 'primary' : 'plain'} data-testid="entry-sign-in" onPress={signIn}>
          {t('room.entry.signIn')}
        </Button>
      )}
      {retry && (
        <Button variant={signIn ? 'plain' : 'primary'} data-testid="retry" onPress={retry}>
          {t('room.entry.retry')}
        </Button>
      )}
      <Button variant="quiet" data-testid="go-home" onPress={goHome}>
        {t('room.home')}
      </Button>
    </div>
  )
}
