import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { TextField } from '../../controls/text-field.tsx'
import type { InviteView } from '../../state/room/views.ts'
import { Icon } from '../../controls/icon.tsx'

/** Searches the person's organization and calls colleagues. */
export function CallColleagues({ view }: { view: InviteView }) {
  const { t } = useTranslation()
  const { query, search, searching, found, failed } = view
  const outcome = failed
    ? t('room.invite.failed')
    : searching
      ? t('room.invite.searching')
      : query.trim() !== '' && found.length === 0
        ? t('room.invite.none')
        : ''
  return (
    <section className="invite-colleagues" aria-labelledby="invite-colleagues">
      <h3 id="invite-colleagues">{t('room.invite.colleagues')}</h3>
      <TextField
        type="search"
        label={t('room.invite.search')}
        testId="colleague-search"
        value={query}
        onChange={(text) => search?.(text)}
      />
      <p role="status" className="invite-outcome">
        {outcome}
      </p>
      <ul>
        {found.map(({ unionId, name, state, ring }) => (
          <li key={unionId} className="invite-colleague" data-testid="colleague" data-nick={name} data-state={state}>
            <span>{name}</span>
            {ring ? (
              <Button
                size="small"
                variant="primary"
                aria-label={t('room.invite.ringName', { name })}
                data-testid="ring"
                onPress={ring}
              >
                <Icon name="phone" />
                {t('room.invite.ring')}
              </Button>
            ) : (
              <span className="invite-state">{t(`room.invite.state.${state}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
