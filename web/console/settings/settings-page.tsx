import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { EmptyState } from '../../controls/empty-state.tsx'
import { Notice } from '../../controls/notice.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { openSettings } from '../../state/console/settings/settings.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { settingsApi } from '../requests/settings.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { ConfirmRetention, RetentionSettings } from './retention-settings.tsx'
import { DirectoryTokens } from './directory-tokens.tsx'
import { ServerSettings } from './server-settings.tsx'
import { LookSettings } from './look-settings.tsx'
import { SsoSecret } from './sso-secret.tsx'
import { MeetingSettings } from './meeting-settings.tsx'
import './settings.css'

const FORM = 'organization-settings'

/** What administrators choose for their organization. */
export function SettingsPage({ model, me, corpId, organization }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const words = useErrorWords()
  const { lost, retry } = model.session
  const [settings] = useState(() =>
    // The frame of the page shows name, color and logo of the person's own organization.
    openSettings(settingsApi, { corpId, signedOut: lost, saved: () => void retry() }),
  )
  useEffect(() => void settings.load(), [settings])
  const view = useObservable(settings.view)
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.settings')}</h1>
          <p className="lead">{t('settings.lead', { organization })}</p>
        </div>
      </header>
      {view.phase === 'loading' && <EmptyState isStatus>{common('app.loading')}</EmptyState>}
      {view.phase === 'refused' && <Notice tone="error">{words(view.code)}</Notice>}
      {view.phase === 'shown' && (
        <form
          id={FORM}
          className="settings-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void settings.save()
          }}
        >
          <section className="card stack" aria-labelledby="organization-name">
            <h2 id="organization-name">{t('settings.organization')}</h2>
            <TextField
              label={t('settings.name')}
              value={view.draft.name}
              maxLength={64}
              onChange={(name) => settings.set({ name })}
              error={view.problem?.field === 'name' ? t('settings.nameMissing') : undefined}
              testId="organization-name"
            />
          </section>
          <LookSettings draft={view.draft} set={settings.set} isLogoWrong={view.problem?.field === 'logo'} />
          <MeetingSettings draft={view.draft} set={settings.set} />
          <RetentionSettings
            draft={view.draft}
            set={settings.set}
            error={view.problem?.field === 'days' ? t('settings.daysWrong') : undefined}
          />
          {view.problem?.field === 'form' && <Notice tone="error">{words(view.problem.code)}</Notice>}
          {view.isSaved && <Notice tone="good">{t('settings.saved')}</Notice>}
          <div className="settings-actions">
            <Button onPress={settings.discard} isDisabled={!view.isChanged || view.isBusy}>
              {t('settings.discard')}
            </Button>
            <Button
              type="submit"
              variant="primary"
              isBusy={view.isBusy}
              isDisabled={!view.isChanged}
              data-testid="save-settings"
            >
              {t(view.isBusy ? 'settings.busy' : 'save')}
            </Button>
          </div>
          {view.confirming !== undefined && (
            <ConfirmRetention
              days={view.confirming}
              confirm={() => void settings.confirm()}
              cancel={settings.cancel}
              isBusy={view.isBusy}
            />
          )}
        </form>
      )}
      {view.phase === 'shown' && <DirectoryTokens corpId={corpId} signedOut={model.session.lost} />}
      {view.phase === 'shown' && <SsoSecret corpId={corpId} signedOut={model.session.lost} />}
      {me.operator === true && <ServerSettings signedOut={model.session.lost} />}
    </>
  )
}
