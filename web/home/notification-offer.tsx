import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { requestNotifications, notificationStatus } from './system-notifications.ts'

/** Offers system notifications until the person has allowed or blocked them. */
export function NotificationOffer() {
  const { t } = useTranslation()
  const [permission, setPermission] = useState(notificationStatus)
  if (permission !== 'default') return null
  return (
    <div className="offer">
      <p>{t('settings.noticesLead')}</p>
      <Button size="small" onPress={() => void requestNotifications().then(setPermission)}>
        {t('settings.noticesAllow')}
      </Button>
    </div>
  )
}
