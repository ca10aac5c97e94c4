import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { requestNotifications, notificationStatus } from '../alerts/system-notifications.ts'
import { ringTone } from '../alerts/ring-tone.ts'

/** How this device announces an incoming call. */
export function CallSettings() {
  const { t } = useTranslation()
  const [permission, setPermission] = useState(notificationStatus)
  const text = {
    unsupported: t('settings.noticesUnsupported'),
    default: t('settings.noticesLead'),
    granted: t('settings.noticesGranted'),
    denied: t('settings.noticesDenied'),
  }
  return (
    <section className="card stack" aria-labelledby="calls">
      <h2 id="calls">{t('settings.calls')}</h2>
      <div className="row">
        <p>
          <strong>{t('settings.notices')}</strong>
          <br />
          <span className="lead">{text[permission]}</span>
        </p>
        {permission === 'default' && (
          <Button onPress={() => void requestNotifications().then(setPermission)}>{t('settings.noticesAllow')}</Button>
        )}
      </div>
      <div className="row">
        <Button onPress={() => ringTone.try()}>{t('settings.sound')}</Button>
      </div>
    </section>
  )
}
