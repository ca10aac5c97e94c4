import type { ConferenceOrder } from '../../../contract/sandbox/types.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Switch } from '../../controls/switch.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { NEW_ORDER, newPerson, readOrder, toOrder, type DraftPerson } from '../../state/console/sandbox/order.ts'
import { peopleApi } from '../requests/people.ts'
import { LinesField } from '../lines-field.tsx'
import { PersonRow } from './person-row.tsx'

type Props = { corpId: string; isBusy: boolean; make: (order: ConferenceOrder) => void }

/** A conference to make: a form for the usual shapes, and the body of the request for all others. */
export function MakeForm({ corpId, isBusy, make }: Props) {
  const { t } = useTranslation('console')
  const [draft, setDraft] = useState(NEW_ORDER)
  const [isJson, setJson] = useState(false)
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [colleagues, setColleagues] = useState<readonly AdministeredPerson[]>([])
  useEffect(() => {
    // Without the list, people are typed by their unionId.
    peopleApi.people(corpId, { q: '', state: 'enabled', role: '' }, { limit: 200 }).then(
      ({ people }) => setColleagues(people),
      () => {},
    )
  }, [corpId])
  const setPerson = (at: number, person: DraftPerson | undefined) => {
    const people = draft.people.flatMap((one, index) => (index !== at ? [one] : person ? [person] : []))
    setDraft({ ...draft, people })
  }
  const submit = () => {
    const order = isJson ? readOrder(text) : toOrder(draft)
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
        isSelected={isJson}
        onChange={(isOn) => {
          if (isOn) setText(JSON.stringify(toOrder(draft), undefined, 2))
          setWrong(false)
          setJson(isOn)
        }}
        data-testid="sandbox-as-json"
      >
        {t('sandbox.asJson')}
      </Switch>
      {isJson ? (
        <LinesField
          label={t('sandbox.json')}
          value={text}
          onChange={setText}
          description={t('sandbox.jsonHelp')}
          error={isWrong ? t('sandbox.jsonWrong') : undefined}
          testId="sandbox-json"
        />
      ) : (
        <>
          <div className="console-form">
            <TextField
              label={t('sandbox.title')}
              value={draft.title}
              onChange={(title) => setDraft({ ...draft, title })}
              autoComplete="off"
              testId="sandbox-title"
            />
            <TextField
              label={t('sandbox.began')}
              value={draft.began}
              inputMode="numeric"
              onChange={(began) => setDraft({ ...draft, began })}
            />
            <TextField
              label={t('sandbox.ended')}
              value={draft.ended}
              inputMode="numeric"
              onChange={(ended) => setDraft({ ...draft, ended })}
              description={t('sandbox.endedHelp')}
              testId="sandbox-ended"
            />
          </div>
          <Switch isSelected={draft.locked} onChange={(locked) => setDraft({ ...draft, locked })}>
            {t('sandbox.locked')}
          </Switch>
          {draft.people.map((person, at) => (
            <PersonRow
              key={person.id}
              person={person}
              place={at + 1}
              colleagues={colleagues}
              change={(changed) => setPerson(at, changed)}
            />
          ))}
        </>
      )}
      <div className="sandbox-actions">
        {!isJson && (
          <Button
            onPress={() => setDraft({ ...draft, people: [...draft.people, newPerson(nextId(draft.people))] })}
            data-testid="sandbox-add-person"
          >
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

function nextId(people: readonly DraftPerson[]): number {
  return Math.max(0, ...people.map(({ id }) => id)) + 1
}
