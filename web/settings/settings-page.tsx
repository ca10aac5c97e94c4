import { useTranslation } from 'react-i18next'
import type { Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { PageFrame } from '../page-frame.tsx'
import { usePageTitle } from '../alerts/page-title.ts'
import { KeysSwitch } from '../room/keys/keys-switch.tsx'
import { CallSettings } from './call-settings.tsx'
import { DeviceList } from './device-list.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import { OwnDevices } from './own-devices.tsx'
import { NewPasswordForm } from './new-password-form.tsx'

/** The settings of the person and of this browser. */
export function SettingsPage({ model, me }: { model: AppModel; me: Me }) {
  const { t } = useTranslation()
  usePageTitle(t('settings.title'))
  return (
    <PageFrame model={model} me={me}>
      <h1>{t('settings.title')}</h1>
      <section className="card stack" aria-labelledby="name">
        <h2 id="name">{t('settings.name')}</h2>
        <p>
          <strong data-testid="own-name">{me.name}</strong>
          <br />
          <span className="lead">{t('settings.nameLead')}</span>
        </p>
      </section>
      <section className="card stack" aria-labelledby="language">
        <h2 id="language">{t('settings.appearance')}</h2>
        <LanguageChoice />
        <ThemeChoice />
      </section>
      <OwnDevices />
      <CallSettings />
      <section className="card stack" aria-labelledby="keys">
        <h2 id="keys">{t('room.keys.title')}</h2>
        <p className="lead">{t('settings.keysLead')}</p>
        <KeysSwitch />
      </section>
      {me.hasPassword && (
        <section className="card stack" aria-labelledby="password">
          <h2 id="password">{t('password.title')}</h2>
          <NewPasswordForm model={model} me={me} />
        </section>
      )}
      <DeviceList model={model} />
    </PageFrame>
  )
}
