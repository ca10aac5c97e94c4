import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { usePageTitle } from '../../alerts/page-title.ts'
import { KeysList } from './keys-list.tsx'

/** A page with the keyboard shortcuts. */
export function KeysPage({ goHome }: { goHome: () => void }) {
  const { t } = useTranslation()
  usePageTitle(t('room.keys.title'))
  return (
    <div className="bare">
      <main className="bare-card card keys-page" data-testid="keys-page">
        <h1>{t('room.keys.title')}</h1>
        <KeysList />
        <Button variant="primary" onPress={goHome}>
          {t('room.keys.back')}
        </Button>
      </main>
    </div>
  )
}
