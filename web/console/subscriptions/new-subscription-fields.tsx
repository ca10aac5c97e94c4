import { useTranslation } from 'react-i18next'
import { SUBSCRIPTION_WAYS } from '../../../contract/event/event-terms.ts'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { Notice } from '../../controls/notice.tsx'
import { Select } from '../../controls/select.tsx'
import type { SubscriptionDraft } from '../../state/console/subscriptions/subscription-form.ts'

export type NewSubscriptionFieldsProps = {
  /** Absent until they are loaded. */
  apps: readonly AdministeredApp[] | undefined
  draft: SubscriptionDraft
  change: (draft: SubscriptionDraft) => void
  appError: string | undefined
}

/** What is chosen once: the app, the way, and with which event it begins. */
export function NewSubscriptionFields({ apps, draft, change, appError }: NewSubscriptionFieldsProps) {
  const { t } = useTranslation('console')
  if (apps?.length === 0) return <Notice tone="warning">{t('events.noApps')}</Notice>
  return (
    <>
      <div className="events-choice">
        <Select
          label={t('events.app')}
          options={(apps ?? []).map(({ clientId, name }) => ({ id: clientId, label: name }))}
          value={draft.clientId === '' ? null : draft.clientId}
          onChange={(clientId) => change({ ...draft, clientId })}
          placeholder={t('events.chooseApp')}
        />
        {appError !== undefined && (
          <p className="field-error" role="alert">
            {appError}
          </p>
        )}
      </div>
      <div className="events-choice">
        <Select
          label={t('events.how')}
          options={SUBSCRIPTION_WAYS.toReversed().map((way) => ({ id: way, label: t(`events.way.${way}`) }))}
          value={draft.way}
          onChange={(id) => change({ ...draft, way: SUBSCRIPTION_WAYS.find((way) => way === id) ?? draft.way })}
        />
        <p className="console-note">{t(`events.wayHelp.${draft.way}`)}</p>
      </div>
      <Select
        label={t('events.begin')}
        options={[
          { id: 'now', label: t('events.beginNow') },
          { id: 'past', label: t('events.beginPast') },
        ]}
        value={draft.begin}
        onChange={(id) => change({ ...draft, begin: id === 'past' ? 'past' : 'now' })}
      />
    </>
  )
}
