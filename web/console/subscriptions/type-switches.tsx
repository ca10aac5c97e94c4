import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { EVENT_SCOPES, SUBSCRIBED_TYPES } from '../../../contract/event/event-terms.ts'
import { Switch } from '../../controls/switch.tsx'
import { withType, type SubscriptionDraft } from '../../state/console/subscriptions/subscription-form.ts'

export type TypeSwitchesProps = {
  draft: SubscriptionDraft
  change: (draft: SubscriptionDraft) => void
  /** What the app may do. Absent while that is not known. */
  scopes: readonly string[] | undefined
  error: string | undefined
}

/** The types of events, each with a switch. Those that the app may not read can only be switched off. */
export function TypeSwitches({ draft, change, scopes, error }: TypeSwitchesProps) {
  const { t } = useTranslation('console')
  const errorId = useId()
  return (
    <div
      className="console-scopes events-types"
      role="group"
      aria-label={t('events.types')}
      {...(error !== undefined && { 'aria-describedby': errorId })}
    >
      <span className="field-label" aria-hidden="true">
        {t('events.types')}
      </span>
      {SUBSCRIBED_TYPES.map((type) => {
        const isOn = draft.types.has(type)
        const isBarred = scopes !== undefined && !scopes.includes(EVENT_SCOPES[type])
        return (
          <Switch
            key={type}
            isSelected={isOn}
            isDisabled={isBarred && !isOn}
            onChange={(on) => change(withType(draft, type, on))}
            data-testid={`type-${type}`}
          >
            <span>
              {t(`events.type.${type}`)}
              <span className="console-note">{t(isBarred ? 'events.noScope' : `events.typeHelp.${type}`)}</span>
            </span>
          </Switch>
        )
      })}
      {error !== undefined && (
        <p className="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
