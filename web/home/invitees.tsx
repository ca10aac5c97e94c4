import { useTranslation } from 'react-i18next'
import type { Colleague } from '../../contract/web/types.ts'
import { Button } from '../controls/button.tsx'
import { ColleagueList } from '../controls/colleague-list.tsx'
import { Icon } from '../controls/icon.tsx'
import { Switch } from '../controls/switch.tsx'
import type { ColleagueSearch } from '../state/people/colleague-search.ts'
import { useObservable } from '../state/use-observable.ts'

type InviteesProps = {
  search: ColleagueSearch
  /** The `unionId` of the person who plans. They take part anyway. */
  organizer: string
  invitees: readonly Colleague[]
  ringAtStart: boolean
  change: (invitees: readonly Colleague[]) => void
  ring: (ringAtStart: boolean) => void
}

/** The server refuses more. */
const MAX_INVITEES = 500

/** Who is invited, and a list of colleagues to choose from. */
export function Invitees({ search, organizer, invitees, ringAtStart, change, ring }: InviteesProps) {
  const { t } = useTranslation()
  const view = useObservable(search.view)
  const without = (unionId: string) => invitees.filter((one) => one.unionId !== unionId)
  return (
    <section className="booking-invitees" aria-labelledby="invitees">
      <h3 id="invitees">{t('home.bookingForm.invitees', { count: invitees.length })}</h3>
      {invitees.length > 0 && (
        <ul className="chips" aria-labelledby="invitees">
          {invitees.map(({ unionId, name }) => (
            <li key={unionId} className="chip" data-testid="invitee" data-nick={name}>
              {name}
              <Button
                variant="quiet"
                size="small"
                aria-label={t('home.bookingForm.uninvite', { name })}
                onPress={() => change(without(unionId))}
              >
                <Icon name="close" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <details className="booking-colleagues">
        <summary>{t('home.bookingForm.addPeople')}</summary>
        <ColleagueList
          view={{ ...view, people: view.people.filter(({ unionId }) => unionId !== organizer) }}
          actions={search}
        >
          {(colleague) => {
            const isInvited = invitees.some(({ unionId }) => unionId === colleague.unionId)
            return (
              <Button
                size="small"
                aria-label={t(isInvited ? 'home.bookingForm.uninvite' : 'home.bookingForm.invite', {
                  name: colleague.name,
                })}
                isDisabled={!isInvited && invitees.length >= MAX_INVITEES}
                onPress={() => change(isInvited ? without(colleague.unionId) : [...invitees, colleague])}
              >
                {t(isInvited ? 'home.bookingForm.uninviteShort' : 'home.bookingForm.inviteShort')}
              </Button>
            )
          }}
        </ColleagueList>
      </details>
      {invitees.length > 0 && (
        <Switch isSelected={ringAtStart} onChange={ring}>
          {t('home.bookingForm.ring')}
        </Switch>
      )}
    </section>
  )
}
