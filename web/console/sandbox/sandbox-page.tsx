import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../controls/empty-state.tsx'
import { Notice } from '../../controls/notice.tsx'
import { Select } from '../../controls/select.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { openSandbox } from '../../state/console/sandbox/sandbox.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { sandboxApi } from '../requests/sandbox.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { MakeForm } from './make-form.tsx'
import { PlanForm } from './plan-form.tsx'
import { MadeConferences, PlannedAnswers } from './sandbox-lists.tsx'
import './sandbox.css'

/** The sandbox of one app: conferences that are made up, and planned answers. */
export function SandboxPage({ model, corpId, pathOf }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const words = useErrorWords()
  const [sandbox] = useState(() => openSandbox(sandboxApi, { corpId, signedOut: model.session.lost }))
  const view = useObservable(sandbox.view)
  useEffect(() => {
    void sandbox.refresh()
    return startAutoRefresh(sandbox.refresh)
  }, [sandbox])
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.sandbox')}</h1>
          <p className="lead">{t('sandbox.lead')}</p>
        </div>
      </header>
      {view.phase === 'loading' && <EmptyState isStatus>{common('app.loading')}</EmptyState>}
      {view.phase === 'empty' && <Notice tone="calm">{t('sandbox.noApp')}</Notice>}
      {view.phase === 'refused' && <Notice tone="error">{words(view.code)}</Notice>}
      {view.phase === 'shown' && (
        <div className="stack sandbox-page">
          {view.isStale && <Notice tone="warning">{t('stale')}</Notice>}
          <Select
            label={t('sandbox.app')}
            options={view.apps.map(({ clientId, name }) => ({ id: clientId, label: `${name} (${clientId})` }))}
            value={view.clientId}
            onChange={(clientId) => void sandbox.choose(clientId)}
          />
          <section className="card stack" aria-labelledby="sandbox-conferences">
            <h2 id="sandbox-conferences">{t('sandbox.conferences')}</h2>
            {view.problem && ['make', 'end'].includes(view.problem.of) && (
              <Notice tone="error">{view.problem.reason ?? words(view.problem.code)}</Notice>
            )}
            {view.made && (
              <Notice tone="good">
                {t('sandbox.madeOne', { title: view.made.title })}{' '}
                <a href={view.made.externalLinkUrl} target="_blank" rel="noreferrer">
                  {t('sandbox.open')}
                </a>
              </Notice>
            )}
            <MakeForm
              colleagues={view.colleagues}
              isBusy={view.doing === 'make'}
              make={(order) => void sandbox.make(order)}
            />
            <MadeConferences
              model={model}
              conferences={view.conferences}
              pathOf={pathOf}
              isBusy={view.doing === 'end'}
              end={() => void sandbox.end()}
            />
          </section>
          <section className="card stack" aria-labelledby="sandbox-answers">
            <h2 id="sandbox-answers">{t('sandbox.answers')}</h2>
            <p className="lead">{t('sandbox.answersLead')}</p>
            {view.problem && ['plan', 'drop'].includes(view.problem.of) && (
              <Notice tone="error">{view.problem.reason ?? words(view.problem.code)}</Notice>
            )}
            <PlanForm
              operations={view.operations}
              isBusy={view.doing === 'plan'}
              plan={(order) => void sandbox.plan(order)}
            />
            <PlannedAnswers answers={view.answers} isBusy={view.doing === 'drop'} drop={() => void sandbox.drop()} />
          </section>
        </div>
      )}
    </>
  )
}
