import { useTranslation } from 'react-i18next'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Menu } from '../controls/menu.tsx'
import { Select } from '../controls/select.tsx'
import { PageLink } from '../page-frame.tsx'
import { isSandbox } from '../sandbox/is-sandbox.ts'
import type { Organization } from '../state/console/organizations.ts'
import { CONSOLE_PAGES, toPath, type ConsolePageId, type ConsolePlace } from '../state/console/place.ts'

export type ConsoleNavProps = {
  model: AppModel
  place: ConsolePlace
  corpId: string
  /** Only operators choose one. */
  organizations?: readonly Organization[]
  choose: (corpId: string) => void
  /** Opens the dialog for a new organization. */
  add: () => void
}

const PAGES = CONSOLE_PAGES.filter((page) => isSandbox || page !== 'sandbox')

/** The pages of the console: a column, and on narrow screens a menu. */
export function ConsoleNav({ model, place, corpId, organizations, choose, add }: ConsoleNavProps) {
  const { t } = useTranslation('console')
  const pathOf = (page: ConsolePageId) => {
    const { organization } = place
    return toPath({ page, ...(organization !== undefined && { organization }), filters: {} })
  }
  return (
    <nav className="console-nav" aria-label={t('pages')}>
      {organizations && (
        <div className="console-organization">
          <Select
            label={t('organization')}
            options={organizations.map((one) => ({ id: one.corpId, label: one.name }))}
            value={corpId}
            onChange={choose}
          />
          <Button variant="quiet" size="small" onPress={add} data-testid="add-organization">
            {t('newOrganization.add')}
          </Button>
        </div>
      )}
      <ul className="console-links">
        {PAGES.map((page) => (
          <li key={page}>
            <PageLink model={model} to={pathOf(page)} className="console-link" isCurrent={page === place.page}>
              {t(`page.${page}`)}
            </PageLink>
          </li>
        ))}
      </ul>
      <div className="console-menu">
        <Menu
          label={`${t('pages')}: ${t(`page.${place.page}`)}`}
          testId="console-menu"
          entries={PAGES.map((page) => ({
            id: page,
            label: t(`page.${page}`),
            onAction: () => model.navigation.go(pathOf(page)),
          }))}
        >
          {t(`page.${place.page}`)}
          <span aria-hidden="true" className="select-arrow" />
        </Menu>
      </div>
    </nav>
  )
}
