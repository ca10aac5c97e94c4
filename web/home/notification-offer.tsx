import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { askForNotices, noticePermission } from './system-notifications.ts'

/** Offers system notifications until the person has allowed or blocked them. */
export function NoticeOffer() {
  const { t } = useTranslation()
  const [permission, setPermission] = useState(noticePermission)
  if (permission !== 'default') return null
  return (
    <div className="offer">
      <p>{t('settings.noticesLead')}</p>
      <Button size="small" onPress={() => void askForNotices().then(setPermission)}>
        {t('settings.noticesAllow')}
      </Button>
    </div>
  )
}
