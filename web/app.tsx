import { lazy, Suspense, useEffect, type FunctionComponent } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { AppModel } from './app-model.ts'
import { Button } from './controls/button.tsx'
import { Notice } from './controls/notice.tsx'
import type { SignInPageProps } from './home/sign-in-page.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Bare, Waiting } from './page-frame.tsx'
import { isSandbox } from './sandbox/is-sandbox.ts'
import type { Arrival } from './state/meeting/arrival.ts'
import {
  attendancePath,
  bookingAttendancePath,
  authorizationPath,
  meetingPath,
  signInPath,
  type Route,
} from './state/route.ts'
import { useObservable } from './state/use-observable.ts'

// Each page is loaded when it is first shown. The meeting page is loaded as soon as somebody signs in, so that joining is quick.
const importRoom = () => import('./room/room-page.tsx')
const RoomPage = lazy(async () => ({ default: (await importRoom()).RoomPage }))
const HomePage = lazy(async () => ({ default: (await import('./home/home-page.tsx')).HomePage }))
const SignInPage = lazy(async () => ({ default: (await import('./home/sign-in-page.tsx')).SignInPage }))
const FirstPasswordPage = lazy(async () => ({
  default: (await import('./home/first-password-page.tsx')).FirstPasswordPage,
}))
const SettingsPage = lazy(async () => ({ default: (await import('./settings/settings-page.tsx')).SettingsPage }))
const AuthorizationPage = lazy(async () => ({
  default: (await import('./account/authorization-page.tsx')).AuthorizationPage,
}))
const PasswordLinkPage = lazy(async () => ({
  default: (await import('./account/password-link-page.tsx')).PasswordLinkPage,
}))
const BadLinkPage = lazy(async () => ({ default: (await import('./entry/bad-link-page.tsx')).BadLinkPage }))
const AttendancePage = lazy(async () => ({
  default: (await import('./attendance/attendance-page.tsx')).AttendancePage,
}))
const BookingAttendancePage = lazy(async () => ({
  default: (await import('./attendance/booking-attendance-page.tsx')).BookingAttendancePage,
}))
const ConsolePage = lazy(async () => ({ default: (await import('./console/console-page.tsx')).ConsolePage }))
// Loaded as soon as somebody signs in: only they can be called. A page that cannot load it still works.
const RingingDialog = lazy(async () => {
  const loaded = await import('./home/ringing-dialog.tsx').catch(() => undefined)
  return { default: loaded?.RingingDialog ?? NoDialog }
})
const SandboxBanner = lazy(async () => ({ default: (await import('./sandbox/sandbox-banner.tsx')).SandboxBanner }))
const KeysPage = lazy(async () => ({ default: (await import('./room/keys/keys-page.tsx')).KeysPage }))

const NoDialog: FunctionComponent<{ ringing: AppModel['ringing'] }> = () => null

/** The page of the current address. */
export function App({ model }: { model: AppModel }) {
  const { t, i18n } = useTranslation()
  const isOutdated = useObservable(model.isOutdated)
  const who = useObservable(model.session.view)
  return (
    <I18nProvider locale={i18n.language}>
      <ErrorBoundary title={t('app.broken')} reload={t('app.reload')}>
        {isSandbox && (
          <Suspense>
            <SandboxBanner />
          </Suspense>
        )}
        {isOutdated && (
          <Notice tone="warning">
            {t('app.outdated')} <Button onPress={() => location.reload()}>{t('app.reload')}</Button>
          </Notice>
        )}
        <Suspense fallback={<Waiting />}>
          <Page model={model} />
        </Suspense>
        {who.phase === 'signed-in' && (
          <Suspense>
            <RingingDialog ringing={model.ringing} />
          </Suspense>
        )}
      </ErrorBoundary>
    </I18nProvider>
  )
}

function Page({ model }: { model: AppModel }) {
  const { t } = useTranslation()
  const { navigation, session } = model
  const route = useObservable(navigation.route)
  const who = useObservable(session.view)
  const goHome = () => navigation.go('/')
  const isSignedIn = who.phase === 'signed-in'
  useEffect(() => {
    if (isSignedIn) importRoom().catch(() => {}) // it is loaded again when it is shown
  }, [isSignedIn])
  const next = isSignedIn && route.page === 'home' ? route.to : undefined
  useEffect(() => {
    if (next !== undefined) navigation.replace(next)
  }, [navigation, next])

  if (route.page === 'keys') return <KeysPage goHome={goHome} />
  if (route.page === 'bad-link') return <BadLinkPage model={model} code={route.code} />
  if (route.page === 'password-link') return <PasswordLinkPage model={model} />
  if (route.page === 'nowhere')
    return (
      <Bare title={t('app.nowhere')}>
        <Button variant="primary" onPress={goHome}>
          {t('app.toHome')}
        </Button>
      </Bare>
    )
  switch (who.phase) {
    case 'asking':
      return <Waiting />
    case 'unreachable':
      return (
        <Bare title={t('app.unreachable')}>
          <Button variant="primary" onPress={() => void session.retry()}>
            {t('app.retry')}
          </Button>
        </Bare>
      )
    case 'must-change-password':
      return <FirstPasswordPage model={model} me={who.me} />
    case 'signed-in':
    case 'signed-out': {
      const me = who.phase === 'signed-in' ? who.me : undefined
      if (route.page === 'meeting')
        return (
          <RoomPage
            key={keyOf(route.arrival)}
            arrival={route.arrival}
            me={me}
            goHome={goHome}
            signIn={(proofs) => navigation.go(signInPath(meetingPath({ kind: 'link', ...proofs })))}
            goTo={(proofs) => navigation.replace(meetingPath({ kind: 'link', ...proofs }))}
            goBackTo={(roomCode) => navigation.go(meetingPath({ kind: 'link', roomCode }))}
            register={model.meetingSwitch.register}
            leftPage={model.meetingSwitch.leftPage}
          />
        )
      if (!me) return <SignInPage model={model} {...signInOf(route)} />
      if (route.page === 'authorization') return <AuthorizationPage model={model} me={me} request={route.request} />
      if (next !== undefined) return <Waiting />
      if (route.page === 'attendance')
        return <AttendancePage key={route.conferenceId} model={model} me={me} conferenceId={route.conferenceId} />
      if (route.page === 'booking-attendance')
        return <BookingAttendancePage key={route.bookingId} model={model} me={me} bookingId={route.bookingId} />
      if (route.page === 'console') return <ConsolePage model={model} me={me} path={route.path} search={route.search} />
      return route.page === 'settings' ? <SettingsPage model={model} me={me} /> : <HomePage model={model} me={me} />
    }
  }
}

/** What the sign-in page needs to know in place of this page. */
function signInOf(route: Route): Omit<SignInPageProps, 'model'> {
  if (route.page === 'home') return route
  if (route.page === 'attendance') return { to: attendancePath(route.conferenceId) }
  if (route.page === 'booking-attendance') return { to: bookingAttendancePath(route.bookingId) }
  if (route.page === 'console') return { to: route.path + route.search }
  return { to: route.page === 'authorization' ? authorizationPath(route.request) : '/settings' }
}

/** React's key of a meeting page, so that each meeting gets a component of its own. */
function keyOf(arrival: Arrival): string {
  switch (arrival.kind) {
    case 'link':
      return arrival.roomCode
    case 'ticket':
      return arrival.ticket
    case 'unknown':
      return ''
  }
}
