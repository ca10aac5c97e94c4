import { memo, type LiHTMLAttributes, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Badge } from '../../controls/badge.tsx'
import { Menu } from '../../controls/menu.tsx'
import type { PersonTag, PersonView } from '../../state/room/people-views.ts'
import { AudioMark } from '../../controls/audio-mark.tsx'
import { Icon } from '../../controls/icon.tsx'
import { InitialsMark } from '../../controls/initials-mark.tsx'
import type { PersonAction } from '../dialogs/person-dialog.tsx'
import { personEntries } from './person-entries.ts'
import { PersonFacts, PersonPlace } from './person-facts.tsx'

/** Attributes of a row whose list decides where it is. */
export type RowItem = LiHTMLAttributes<HTMLLIElement> & { ref: Ref<HTMLLIElement>; 'data-index': number }

type PersonRowProps = {
  person: PersonView
  onAction: (action: PersonAction) => void
  item?: RowItem | undefined
  children?: ReactNode
}

/**
 * One person of the roster: name, tags, what they do, and a menu of the actions on them. Drawn again only when its view is
 * another object.
 */
export const PersonRow = memo(function PersonRow({ person, onAction, item, children }: PersonRowProps) {
  const { t } = useTranslation()
  // A person who waits to be admitted has buttons instead of a menu.
  const entries = person.state === 'waiting' ? [] : personEntries({ person, onAction, t })
  const { nick } = person
  return (
    <li
      {...item}
      className="person"
      data-testid="people-row"
      data-nick={nick}
      data-state={person.state}
      data-key={person.key}
    >
      <InitialsMark name={nick} memberKey={person.key} />
      <div className="person-text">
        <span className="person-name">
          <span className="person-nick" title={nick}>
            {nick}
          </span>
          <PersonPlace person={person} />
          {person.tags.filter(isRole).map((tag) => (
            <Badge key={tag} tone={tag === 'host' ? 'strong' : 'calm'} testId="person-tag">
              {t(`room.tag.${tag}`)}
            </Badge>
          ))}
        </span>
        <div className="person-second">
          <span className="person-state">
            <PersonFacts person={person} />
          </span>
          <Marks person={person} />
        </div>
      </div>
      <CallAgain person={person} />
      {children}
      {entries.length > 0 && (
        <Menu
          label={t('room.people.menu', { nick })}
          entries={entries}
          button={{ className: 'icon-button', variant: 'quiet' }}
          testId="person-menu"
        >
          <Icon name="more" />
        </Menu>
      )}
    </li>
  )
})

/** The other tags are among the facts, where there is room. */
function isRole(tag: PersonTag): boolean {
  return tag === 'self' || tag === 'host' || tag === 'co-host'
}

/** A call that was not answered can be repeated on the row. For others it is in the menu. */
function CallAgain({ person: { nick, state, ringAgain } }: { person: PersonView }) {
  const { t } = useTranslation()
  const isUnanswered = state === 'declined' || state === 'no-answer' || state === 'call-failed'
  if (!ringAgain || !isUnanswered) return null
  return (
    <Button
      variant="quiet"
      className="icon-button"
      data-testid="call-again"
      aria-label={t('room.call.againName', { nick })}
      onPress={ringAgain}
    >
      <Icon name="phone" />
    </Button>
  )
}

function Marks({ person }: { person: PersonView }) {
  const { t } = useTranslation()
  return (
    <span className="person-marks icon-small">
      {person.hand !== undefined && (
        <span className="person-hand">
          <Icon name="hand" />
          <span aria-hidden="true">{person.hand}</span>
          <span className="unseen">{t('room.people.hand', { order: person.hand })}</span>
        </span>
      )}
      {person.sharing && (
        <span title={t('room.people.sharing')}>
          <Icon name="screen" />
          <span className="unseen">{t('room.people.sharing')}</span>
        </span>
      )}
      {person.video && (
        <span title={t('room.people.cameraOn')}>
          <Icon name="camera" />
          <span className="unseen">{t('room.people.cameraOn')}</span>
        </span>
      )}
      {person.audio && <AudioMark audio={person.audio} />}
    </span>
  )
}
