import type { ConferenceOrder } from '../../../contract/sandbox/types.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Switch } from '../../controls/switch.tsx'
import { TextField } from '../../controls/text-field.tsx'
import {
  NEW_ORDER,
  toMadeOrder,
  withJson,
  withNewPerson,
  withPerson,
  type MakeDraft,
  type OrderDraft,
} from '../../state/console/sandbox/order.ts'
import { LinesField } from '../lines-field.tsx'
import { PersonRow } from './person-row.tsx'

type Props = {
  /** Without them, people are typed by their unionId. */
  colleagues: readonly AdministeredPerson[]
  isBusy: boolean
  make: (order: ConferenceOrder) => void
}

/** A conference to make: a form for the usual shapes, and the body of the request for all others. */
export function MakeForm({ colleagues, isBusy, make }: Props) {
  const { t } = useTranslation('console')
  const [draft, setDraft] = useState<MakeDraft>({ form: NEW_ORDER })
  const [isWrong, setWrong] = useState(false)
  const { form, json } = draft
  const setForm = (changed: OrderDraft) => setDraft({ form: changed })
  const submit = () => {
    const order = toMadeOrder(draft)
    setWrong(order === undefined)
    if (order) make(order)
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
      <Switch
        isSelected={json !== undefined}
        onChange={(isOn) => {
          setWrong(false)
          setDraft(withJson(draft, isOn))
        }}
        data-testid="sandbox-as-json"
      >
        {t('sandbox.asJson')}
      </Switch>
      {json !== undefined ? (
        <LinesField
          label={t('sandbox.json')}
          value={json}
          onChange={(text) => setDraft({ form, json: text })}
          description={t('sandbox.jsonHelp')}
          error={isWrong ? t('sandbox.jsonWrong') : undefined}
          testId="sandbox-json"
        />
      ) : (
        <>
          <div className="console-form">
            <TextField
              label={t('sandbox.title')}
              value={form.title}
              onChange={(title) => setForm({ ...form, title })}
              autoComplete="off"
              testId="sandbox-title"
            />
            <TextField
              label={t('sandbox.began')}
              value={form.began}
              inputMode="numeric"
              onChange={(began) => setForm({ ...form, began })}
            />
            <TextField
              label={t('sandbox.ended')}
              value={form.ended}
              inputMode="numeric"
              onChange={(ended) => setForm({ ...form, ended })}
              description={t('sandbox.endedHelp')}
              testId="sandbox-ended"
            />
          </div>
          <Switch isSelected={form.locked} onChange={(locked) => setForm({ ...form, locked })}>
            {t('sandbox.locked')}
          </Switch>
          {form.people.map((person, at) => (
            <PersonRow
              key={person.id}
              person={person}
              place={at + 1}
              colleagues={colleagues}
              change={(changed) => setForm(withPerson(form, person.id, changed))}
            />
          ))}
        </>
      )}
      <div className="sandbox-actions">
        {json === undefined && (
          <Button onPress={() => setForm(withNewPerson(form))} data-testid="sandbox-add-person">
            {t('sandbox.addPerson')}
          </Button>
        )}
        <Button type="submit" variant="primary" isBusy={isBusy} data-testid="sandbox-make">
          {t('sandbox.make')}
        </Button>
      </div>
    </form>
  )
}
