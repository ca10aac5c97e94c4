import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { requestNotifications, notificationStatus } from './system-notifications.ts'

/** Offers system notifications until the person has allowed or blocked them. */
export function NotificationOffer({ reason }: { reason: 'calls' | 'admitted' | 'knocks' }) {
  const { t } = useTranslation()
  const [permission, setPermission] = useState(notificationStatus)
  if (permission !== 'default') return null
  return (
    <div className="offer">
      <p>{reason === 'calls' ? t('settings.noticesLead') : t(`room.alert.offer.${reason}`)}</p>
      <Button size="small" onPress={() => void requestNotifications().then(setPermission)}>
        {t('settings.noticesAllow')}
      </Button>
    </div>
  )
}
