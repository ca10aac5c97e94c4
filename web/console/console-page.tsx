import { Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../contract/web/types.ts'
import { usePageTitle } from '../alerts/page-title.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { EmptyState } from '../controls/empty-state.tsx'
import { addConsoleTexts } from '../i18n/console-texts.ts'
import { PageFrame } from '../page-frame.tsx'
import { isSandbox } from '../sandbox/is-sandbox.ts'
import { openOrganizations } from '../state/console/organizations.ts'
import { readPlace, toPath, withFilters, type ConsolePageId, type ConsolePlace } from '../state/console/place.ts'
import { useObservable } from '../state/use-observable.ts'
import { ConsoleNav } from './console-nav.tsx'
import { PAGES } from './pages.ts'
import { OrganizationDialog } from './organization-dialog.tsx'
import { organizationsApi } from './requests/organizations.ts'
import type { ConsoleViewProps } from './view-props.ts'
import './console.css'

addConsoleTexts()

export type ConsolePageProps = { model: AppModel; me: Me; path: string; search: string }

/** The page of the console at an address, for administrators and operators. */
export function ConsolePage({ model, me, path, search }: ConsolePageProps) {
  const { t } = useTranslation('console')
  const read = readPlace(path, search)
  const place = read?.page === 'sandbox' && !isSandbox ? undefined : read
  const isAllowed = me.admin === true || me.operator === true
  usePageTitle(isAllowed && place ? t('titleOf', { page: t(`page.${place.page}`) }) : t('title'))
  if (isAllowed && place) return <Console model={model} me={me} place={place} />
  return (
    <PageFrame model={model} me={me}>
      <h1>{t(isAllowed ? 'nowhere' : 'refused')}</h1>
      {!isAllowed && <p className="lead">{t('refusedWords', { organization: me.organization })}</p>}
      <p>
        <Button variant="primary" onPress={() => model.navigation.go(isAllowed ? '/console' : '/')}>
          {t(isAllowed ? 'toConsole' : 'home')}
        </Button>
      </p>
    </PageFrame>
  )
}

function Console({ model, me, place }: { model: AppModel; me: Me; place: ConsolePlace }) {
  const { t } = useTranslation()
  const { navigation, session } = model
  const [known] = useState(() => openOrganizations(organizationsApi, session.lost))
  const { organizations } = useObservable(known.view)
  const [isAdding, setAdding] = useState(false)
  const isOperator = me.operator === true
  useEffect(() => {
    if (isOperator) void known.refresh()
    // Also when the session is read again: an organization was renamed.
  }, [isOperator, known, me])
  const corpId = place.organization ?? me.corpId
  const name = organizations?.find((one) => one.corpId === corpId)?.name
  const organization = name ?? (corpId === me.corpId ? me.organization : corpId)
  const { organization: named } = place
  // The same while filters change, so that no list is drawn again for it.
  const pathOf = useCallback<ConsoleViewProps['pathOf']>(
    (other) => toPath({ filters: {}, ...(named !== undefined && { organization: named }), ...other }),
    [named],
  )
  const { [place.page]: Page } = PAGES
  const show = (page: ConsolePageId, chosen: string) => {
    const other = chosen === me.corpId ? {} : { organization: chosen }
    navigation.go(toPath({ page, ...other, filters: {} }))
  }
  return (
    <PageFrame model={model} me={me}>
      <div className="console">
        <ConsoleNav
          model={model}
          place={place}
          corpId={corpId}
          {...(isOperator && { organizations: organizations ?? [{ corpId, name: organization }] })}
          choose={(chosen) => show(place.page, chosen)}
          add={() => setAdding(true)}
        />
        {isAdding && (
          <OrganizationDialog
            organizations={known}
            added={(added) => {
              setAdding(false)
              show('people', added.corpId)
            }}
            close={() => setAdding(false)}
            signedOut={session.lost}
          />
        )}
        <div className="console-content">
          <Suspense fallback={<EmptyState isStatus>{t('app.loading')}</EmptyState>}>
            <Page
              key={corpId}
              model={model}
              me={me}
              place={place}
              corpId={corpId}
              organization={organization}
              filter={(changes) => navigation.refine(toPath(withFilters(place, changes)))}
              pathOf={pathOf}
            />
          </Suspense>
        </div>
      </div>
    </PageFrame>
  )
}
