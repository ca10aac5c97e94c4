import type { Operations, PlanOrder, PlannedAnswer } from '../../../contract/sandbox/types.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Select } from '../../controls/select.tsx'
import { TextField } from '../../controls/text-field.tsx'

type Props = { operations: Operations['operations']; isBusy: boolean; plan: (order: PlanOrder) => void }

/** What the next calls get. `undone`: the connection is cut, and the operation is not done. */
const KINDS = ['error', 'throttled', 'late', 'cut', 'undone'] as const
type Kind = (typeof KINDS)[number]

/** Plans the answers to the next calls of an operation. */
export function PlanForm({ operations, isBusy, plan }: Props) {
  const { t } = useTranslation('console')
  const [operation, setOperation] = useState(operations[0]?.operation ?? '')
  const [kind, setKind] = useState<Kind>('error')
  const [chosen, setChosen] = useState('0')
  const [times, setTimes] = useState('1')
  const [delay, setDelay] = useState('4')
  const errors = operations.find((one) => one.operation === operation)?.errors ?? []
  const submit = () => {
    const error = errors[Number(chosen)]
    const answer: PlannedAnswer | undefined =
      kind === 'error'
        ? error && { kind, code: error.code, message: error.message }
        : kind === 'late'
          ? { kind, delayMs: Math.round(Number(delay) * 1_000) }
          : kind === 'undone'
            ? { kind: 'cut', done: false }
            : { kind }
    if (answer) plan({ operation, times: Number(times), answer })
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
          onChange={(id) => {
            setOperation(id)
            setChosen('0')
          }}
        />
        <TextField
          label={t('sandbox.times')}
          value={times}
          inputMode="numeric"
          onChange={setTimes}
          testId="sandbox-times"
        />
        <Select
          label={t('sandbox.answer')}
          options={KINDS.map((id) => ({ id, label: t(`sandbox.answerOf.${id}`) }))}
          value={kind}
          onChange={(id) => setKind(KINDS.find((one) => one === id) ?? kind)}
        />
        {kind === 'error' && (
          <Select
            label={t('sandbox.error')}
            options={errors.map(({ status, code, message }, at) => ({
              id: String(at),
              label: `${status} ${code}: ${message}`,
            }))}
            value={chosen}
            onChange={setChosen}
          />
        )}
        {kind === 'late' && (
          <TextField label={t('sandbox.delay')} value={delay} inputMode="decimal" onChange={setDelay} />
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
