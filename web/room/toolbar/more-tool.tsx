import { useTranslation } from 'react-i18next'
import { Menu } from '../../controls/menu.tsx'
import type { RoomModel } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { Icon } from '../../controls/icon.tsx'
import { entry, overflowEntries, reactionEntries, screenEntries, selfViewEntries } from './menu-entries.ts'
import type { Screen } from '../screen.ts'

/** Inviting, devices, views, the host tools, and on a phone the entries that do not fit into the toolbar. */
export function MoreTool({ room, screen }: { room: RoomModel; screen: Screen }) {
  const { t } = useTranslation()
  const { hostTools } = useObservable(room.meeting)
  const own = useObservable(room.own)
  const stage = useObservable(room.stage)
  const entries = [
    { id: 'invite', label: t('room.more.invite'), testId: 'invite', onAction: () => screen.openDialog('invite') },
    ...(screen.isNarrow ? overflowEntries({ own, stage, t }) : []),
    ...entry('host-tools', t('room.more.hostTools'), hostTools && (() => screen.openDialog('host-tools'))),
    ...screenEntries(screen, t),
    ...selfViewEntries(stage, t),
    { id: 'devices', label: t('room.more.devices'), testId: 'devices', onAction: () => screen.openDialog('devices') },
    ...entry('keys', t('room.more.keys'), screen.hasKeys ? () => screen.openDialog('keys') : undefined),
  ]
  return (
    <Menu
      label={t('room.bar.more')}
      entries={entries}
      row={screen.isNarrow ? { label: t('room.bar.react'), entries: reactionEntries(own, t) } : undefined}
      button={{ className: 'tool', id: 'open-more' }}
      testId="open-more"
    >
      <Icon name="more" />
      <span className="tool-label">{t('room.bar.more')}</span>
    </Menu>
  )
}
