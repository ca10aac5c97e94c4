import type { Operations, PlanOrder } from '../../../contract/sandbox/types.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Select } from '../../controls/select.tsx'
import { TextField } from '../../controls/text-field.tsx'
import {
  ANSWER_KINDS,
  errorsOf,
  newPlanDraft,
  toPlanOrder,
  withKind,
  withOperation,
} from '../../state/console/sandbox/plan-draft.ts'

type Props = { operations: Operations['operations']; isBusy: boolean; plan: (order: PlanOrder) => void }

/** Plans the answers to the next calls of an operation. */
export function PlanForm({ operations, isBusy, plan }: Props) {
  const { t } = useTranslation('console')
  const [draft, setDraft] = useState(() => newPlanDraft(operations))
  const { operation, kind, error, times, delay } = draft
  const submit = () => {
    const order = toPlanOrder(draft, operations)
    if (order) plan(order)
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="console-form">
        <Select
          label={t('sandbox.operation')}
          options={operations.map((one) => ({ id: one.operation, label: one.operation }))}
          value={operation}
          onChange={(id) => setDraft(withOperation(draft, id))}
        />
        <TextField
          label={t('sandbox.times')}
          value={times}
          inputMode="numeric"
          onChange={(text) => setDraft({ ...draft, times: text })}
          testId="sandbox-times"
        />
        <Select
          label={t('sandbox.answer')}
          options={ANSWER_KINDS.map((id) => ({ id, label: t(`sandbox.answerOf.${id}`) }))}
          value={kind}
          onChange={(id) => setDraft(withKind(draft, id))}
        />
        {kind === 'error' && (
          <Select
            label={t('sandbox.error')}
            options={errorsOf(draft, operations).map(({ status, code, message }, at) => ({
              id: String(at),
              label: `${status} ${code}: ${message}`,
            }))}
            value={error}
            onChange={(at) => setDraft({ ...draft, error: at })}
          />
        )}
        {kind === 'late' && (
          <TextField
            label={t('sandbox.delay')}
            value={delay}
            inputMode="decimal"
            onChange={(text) => setDraft({ ...draft, delay: text })}
          />
        )}
      </div>
      <div className="sandbox-actions">
        <Button type="submit" variant="primary" isBusy={isBusy} data-testid="sandbox-plan">
          {t('sandbox.plan')}
        </Button>
      </div>
    </form>
  )
}
