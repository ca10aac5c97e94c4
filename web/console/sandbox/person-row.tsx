import { useTranslation } from 'react-i18next'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Select } from '../../controls/select.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { DOINGS, type DraftPerson } from '../../state/console/sandbox/order.ts'

type Props = {
  person: DraftPerson
  /** Counted from 1. */
  place: number
  colleagues: readonly AdministeredPerson[]
  /** Without a person the row is removed. */
  change: (person?: DraftPerson) => void
}

const KINDS = ['user', 'guest', 'phone'] as const

/** A person of a conference to make: who it is, and what they do. */
export function PersonRow({ person, place, colleagues, change }: Props) {
  const { t } = useTranslation('console')
  const { kind, who, does, from, to } = person
  return (
    <fieldset className="sandbox-person" data-testid="sandbox-person">
      <legend className="field-label">{t('sandbox.person', { place })}</legend>
      <div className="console-form">
        <Select
          label={t('sandbox.kind')}
          options={KINDS.map((id) => ({ id, label: t(`sandbox.kindOf.${id}`) }))}
          value={kind}
          onChange={(id) => change({ ...person, kind: KINDS.find((one) => one === id) ?? kind, who: '' })}
        />
        {kind === 'user' && colleagues.length > 0 ? (
          <Select
            label={t('sandbox.colleague')}
            placeholder={t('sandbox.choose')}
            options={colleagues.map(({ unionId, name, userId }) => ({ id: unionId, label: `${name} (${userId})` }))}
            value={who === '' ? null : who}
            onChange={(unionId) => change({ ...person, who: unionId })}
          />
        ) : (
          <TextField
            label={t(`sandbox.whoOf.${kind}`)}
            value={who}
            onChange={(text) => change({ ...person, who: text })}
            autoComplete="off"
            testId="sandbox-who"
          />
        )}
        <Select
          label={t('sandbox.does')}
          options={DOINGS.map((id) => ({ id, label: t(`sandbox.doing.${id}`) }))}
          value={does}
          onChange={(id) => change({ ...person, does: DOINGS.find((one) => one === id) ?? does })}
        />
        {does === 'timetable' && (
          <>
            <TextField
              label={t('sandbox.from')}
              value={from}
              onChange={(text) => change({ ...person, from: text })}
              description={t('sandbox.timeHelp')}
              testId="sandbox-from"
            />
            <TextField
              label={t('sandbox.to')}
              value={to}
              onChange={(text) => change({ ...person, to: text })}
              testId="sandbox-to"
            />
          </>
        )}
      </div>
      <Button variant="quiet" onPress={() => change()} aria-label={t('sandbox.removePerson', { place })}>
        {t('sandbox.remove')}
      </Button>
    </fieldset>
  )
}
