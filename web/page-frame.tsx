import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Look, Me } from '../contract/web/types.ts'
import type { AppModel } from './app-model.ts'
import { InitialsMark } from './controls/initials-mark.tsx'
import { Menu } from './controls/menu.tsx'
import { usePageTitle } from './alerts/page-title.ts'

// Most organizations choose nothing, so this is no part of the first load of a meeting.
const ChosenLook = lazy(async () => ({ default: (await import('./chosen-look.tsx')).ChosenLook }))

/** The frame around the pages of a signed-in person. */
export function PageFrame({ model, me, children }: { model: AppModel; me: Me; children: ReactNode }) {
  const { t } = useTranslation()
  const { navigation, session } = model
  return (
    <div className="frame">
      <a className="skip" href="#content" onClick={focusContent}>
        {t('app.skip')}
      </a>
      <header className="frame-head">
        <PageLink model={model} to="/" className="brand">
          <OrganizationLook look={me.look}>
            <Logo />
          </OrganizationLook>
          <span>{t('app.name')}</span>
        </PageLink>
        <span className="frame-organization">{me.organization}</span>
        <Menu
          label={t('app.account', { name: me.name })}
          button={{ variant: 'quiet', className: 'account' }}
          entries={[
            ...(me.admin === true || me.operator === true
              ? [{ id: 'console', label: t('app.console'), onAction: () => navigation.go('/console') }]
              : []),
            { id: 'settings', label: t('app.settings'), onAction: () => navigation.go('/settings') },
            { id: 'keys', label: t('app.keys'), onAction: () => navigation.go('/help/keys') },
            { id: 'out', label: t('app.signOut'), onAction: () => void session.signOut() },
          ]}
        >
          <InitialsMark name={me.name} memberKey={`user:${me.unionId}`} />
          <span className="account-name">{me.name}</span>
        </Menu>
      </header>
      <main id="content" tabIndex={-1} className="frame-main">
        {children}
      </main>
    </div>
  )
}

/** A page with a single card. `look`: of the organization that it belongs to. */
export function Bare({ title, look, children }: { title: string; look?: Look | undefined; children?: ReactNode }) {
  const { t } = useTranslation()
  usePageTitle(title)
  return (
    <div className="bare">
      <main className="bare-card card">
        <p className="brand">
          <OrganizationLook look={look}>
            <Logo />
          </OrganizationLook>
          <span>{t('app.name')}</span>
        </p>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}

/** Shown while a page loads. */
export function Waiting() {
  const { t } = useTranslation()
  return (
    <main className="bare" aria-busy="true">
      <p role="status" className="waiting">
        {t('app.loading')}
      </p>
    </main>
  )
}

type PageLinkProps = {
  model: Pick<AppModel, 'navigation'>
  to: string
  className?: string
  /** What screen readers read, if the text alone does not say enough. */
  label?: string
  /** It leads to the page that is shown. */
  isCurrent?: boolean
  children: ReactNode
}

/** A link between our pages. It works as an ordinary link when opened in another tab. */
export function PageLink({ model: { navigation }, to, className, label, isCurrent, children }: PageLinkProps) {
  return (
    <a
      href={navigation.href(to)}
      className={className}
      aria-label={label}
      aria-current={isCurrent === true ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        navigation.go(to)
      }}
    >
      {children}
    </a>
  )
}

/** `href="#content"` alone would lead to the home page, because of `<base>`. */
function focusContent(event: { preventDefault: () => void }) {
  event.preventDefault()
  document.querySelector<HTMLElement>('#content')?.focus()
}

/** The logo and the color that an organization chose. Without a logo of its own, what is inside is shown. */
export function OrganizationLook({ look, children }: { look: Look | undefined; children?: ReactNode }) {
  if (!look) return children
  return (
    <Suspense fallback={<span className="logo" />}>
      <ChosenLook look={look}>{children}</ChosenLook>
    </Suspense>
  )
}

/** The logo of the program: two people, one of them being called. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="logo-ground" width="32" height="32" rx="9" />
      <circle className="logo-one" cx="11" cy="12" r="3.5" />
      <circle className="logo-two" cx="21" cy="12" r="3.5" />
      <path
        className="logo-shoulders"
        d="M6 23c.6-3.6 2.4-5.4 5-5.400s4.4 1.8 5 5.400M16 23c.6-3.6 2.4-5.4 5-5.400s4.4 1.8 5 5.4"
      />
    </svg>
  )
}
