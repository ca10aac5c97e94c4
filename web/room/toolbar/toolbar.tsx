import { useTranslation } from 'react-i18next'
import { Menu } from '../../controls/menu.tsx'
import type { RoomModel } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { Icon } from '../../controls/icon.tsx'
import { LeaveTool } from './leave-tool.tsx'
import { MoreTool } from './more-tool.tsx'
import { OwnTools } from './own-tools.tsx'
import { reactionEntries } from './menu-entries.ts'
import type { Screen } from '../screen.ts'
import { ToolButton } from './tool-button.tsx'
import './toolbar.css'

/** The toolbar at the bottom of the page. On a phone, less common actions are in the "More" menu. */
export function Toolbar({ room, screen }: { room: RoomModel; screen: Screen }) {
  const { t } = useTranslation()
  const own = useObservable(room.own)
  const people = useObservable(room.people)
  const chat = useObservable(room.chat)
  const stage = useObservable(room.stage)
  const { isNarrow } = screen
  return (
    <footer aria-label={t('room.bar.label')} className="bar">
      <OwnTools own={own} isNarrow={isNarrow} />
      {!isNarrow && (
        <Menu
          label={t('room.bar.react')}
          testId="open-reactions"
          button={{ className: 'tool', isDisabled: !own.react }}
          entries={reactionEntries(own, t)}
        >
          <Icon name="smile" />
          <span className="tool-label">{t('room.bar.react')}</span>
        </Menu>
      )}
      <ToolButton
        icon="people"
        id="open-people"
        label={t('room.bar.people')}
        testId="open-people"
        expanded={screen.panel === 'people'}
        badge={
          people.waitingCount > 0 ? `+${people.waitingCount}` : people.count > 0 ? String(people.count) : undefined
        }
        badgeTone={people.waitingCount > 0 ? 'urgent' : 'count'}
        note={
          people.waitingCount > 0
            ? t('room.wait.waitingCount', { count: people.waitingCount })
            : t('room.people.count', { count: people.count })
        }
        onClick={screen.togglePeople}
      />
      <ToolButton
        icon="chat"
        id="open-chat"
        label={t('room.bar.chat')}
        testId="open-chat"
        expanded={screen.panel === 'chat'}
        badge={chat.unread > 0 ? String(Math.min(chat.unread, 99)) : undefined}
        badgeTone="news"
        note={chat.unread > 0 ? t('room.bar.unread', { count: chat.unread }) : undefined}
        onClick={screen.toggleChat}
      />
      {!isNarrow && (
        <ToolButton
          icon="speaker"
          label={t('room.bar.speakerView')}
          testId="toggle-layout"
          isOn={stage.chosen === 'speaker'}
          onClick={() => stage.choose(stage.chosen === 'speaker' ? 'grid' : 'speaker')}
        />
      )}
      <MoreTool room={room} screen={screen} />
      <LeaveTool meeting={room.meeting} />
    </footer>
  )
}
