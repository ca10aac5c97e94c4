import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { ColleagueList } from '../../controls/colleague-list.tsx'
import type { InviteView } from '../../state/room/views.ts'
import { Icon } from '../../controls/icon.tsx'

type CallColleaguesProps = { colleagues: NonNullable<InviteView['colleagues']>; found: InviteView['found'] }

/** Lists the people of the person's organization, and calls them. */
export function CallColleagues({ colleagues, found }: CallColleaguesProps) {
  const { t } = useTranslation()
  return (
    <section className="invite-colleagues" aria-labelledby="invite-colleagues">
      <h3 id="invite-colleagues">{t('room.invite.colleagues')}</h3>
      <ColleagueList {...colleagues}>
        {({ unionId, name }) => {
          const { state = 'free', ring } = found.find((one) => one.unionId === unionId) ?? {}
          const isNew = state === 'free'
          return (
            <>
              {!isNew && (
                <span className="invite-state" role="status" data-testid="colleague-state" data-state={state}>
                  {t(`room.invite.state.${state}`)}
                </span>
              )}
              {ring && (
                <Button
                  size="small"
                  aria-label={isNew ? t('room.invite.ringName', { name }) : t('room.call.againName', { nick: name })}
                  data-testid="ring"
                  onPress={ring}
                >
                  <Icon name="phone" />
                  {t(isNew ? 'room.invite.ring' : 'room.call.again')}
                </Button>
              )}
            </>
          )
        }}
      </ColleagueList>
    </section>
  )
}
