import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignedInDevice } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { Badge } from '../controls/badge.tsx'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { errorText, formatDateTime } from '../i18n/format.ts'
import { openSignedInDevices } from '../state/account/signed-in-devices.ts'
import { useObservable } from '../state/use-observable.ts'

/** Where the person is signed in, with a button to sign out each device. */
export function DeviceList({ model }: { model: AppModel }) {
  const { t } = useTranslation()
  const [list] = useState(() => openSignedInDevices(model.api, model.session.lost))
  const { devices, error, closing } = useObservable(list.view)
  useEffect(() => void list.refresh(), [list])
  return (
    <section className="card stack" aria-labelledby="devices">
      <h2 id="devices">{t('settings.devices')}</h2>
      <p className="lead">{t('settings.devicesLead')}</p>
      {error !== undefined && <Notice tone="error">{errorText(t, error)}</Notice>}
      {devices === undefined && error === undefined && <p role="status">{t('app.loading')}</p>}
      <ul className="list">
        {devices?.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            isClosing={closing.has(device.id)}
            close={() => void list.close(device.id)}
          />
        ))}
      </ul>
    </section>
  )
}

type RowProps = { device: SignedInDevice; isClosing: boolean; close: () => void }

function DeviceRow({ device, isClosing, close }: RowProps) {
  const { t, i18n } = useTranslation()
  const browser = device.browser || t('settings.unknownBrowser')
  const at = (time: number) => formatDateTime(i18n.language, time)
  return (
    <li className="list-row">
      <div className="list-text">
        <p className="list-title">
          {browser} {device.current && <Badge>{t('settings.thisDevice')}</Badge>}
        </p>
        <p className="list-note">
          <span>{t('settings.signedInAt', { time: at(device.signedInAt) })}</span>
          <span>{t('settings.lastSeen', { time: at(device.lastSeenAt) })}</span>
        </p>
      </div>
      <Button size="small" isDisabled={isClosing} aria-label={t('settings.signOutNamed', { browser })} onPress={close}>
        {t('settings.signOutThere')}
      </Button>
    </li>
  )
}
