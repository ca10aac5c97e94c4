import { useTranslation } from 'react-i18next'
import type { MeetingDefaults } from '../../../contract/web/administration-types.ts'
import { Select } from '../../controls/select.tsx'
import { Switch } from '../../controls/switch.tsx'
import type { SettingsDraft } from '../../state/console/settings/settings.ts'

type Props = { draft: SettingsDraft; set: (changes: Partial<SettingsDraft>) => void }

/** Who may join, and what new meetings begin with. */
export function MeetingSettings({ draft, set }: Props) {
  const { t } = useTranslation('console')
  const { guests, meetings } = draft
  const change = (changes: Partial<MeetingDefaults>) => set({ meetings: { ...meetings, ...changes } })
  return (
    <>
      <section className="card stack" aria-labelledby="guests">
        <h2 id="guests">{t('settings.guestsTitle')}</h2>
        <Switch isSelected={guests} onChange={(on) => set({ guests: on })} data-testid="guests">
          {t('settings.guests')}
        </Switch>
        <p className="lead">{t('settings.guestsLead')}</p>
      </section>
      <section className="card stack" aria-labelledby="defaults">
        <h2 id="defaults">{t('settings.defaults')}</h2>
        <p className="lead">{t('settings.defaultsLead')}</p>
        <Switch
          isSelected={meetings.waitingRoom}
          onChange={(waitingRoom) => change({ waitingRoom })}
          data-testid="waiting-room"
        >
          {t('settings.waitingRoom')}
        </Switch>
        <Switch isSelected={meetings.chat} onChange={(chat) => change({ chat })}>
          {t('settings.chat')}
        </Switch>
        <Switch isSelected={meetings.selfUnmuting} onChange={(selfUnmuting) => change({ selfUnmuting })}>
          {t('settings.selfUnmuting')}
        </Switch>
        <div className="settings-choices">
          <Select
            label={t('settings.muteOnJoin')}
            options={[
              { id: 'never', label: t('settings.muteNobody') },
              { id: 'crowd', label: t('settings.muteCrowd') },
              { id: 'always', label: t('settings.muteEverybody') },
            ]}
            value={meetings.muteOnJoin}
            onChange={(id) => change({ muteOnJoin: id as MeetingDefaults['muteOnJoin'] })}
          />
          <Select
            label={t('settings.sharing')}
            options={[
              { id: 'everybody', label: t('settings.shareEverybody') },
              { id: 'hosts', label: t('settings.shareHosts') },
            ]}
            value={meetings.sharing}
            onChange={(id) => change({ sharing: id as MeetingDefaults['sharing'] })}
          />
        </div>
      </section>
    </>
  )
}
