import type { PersonState, PersonView } from '../state/room/people-views.ts'
import { AudioMark } from '../controls/audio-mark.tsx'
import { Kind } from './kind.tsx'
import { PersonRow } from '../room/people/person-row.tsx'
import '../room/people/people.css'
import '../room/room.css'
import '../room/stage/tile.css'
import { ToolButton } from '../room/toolbar/tool-button.tsx'
import '../room/toolbar/toolbar.css'

const nothing = () => undefined
const STATES: readonly PersonState[] = ['in-meeting', 'reconnecting', 'ringing', 'no-answer', 'left', 'removed']

function personWith(part: Partial<PersonView>): PersonView {
  const { key = 'm1', nick = 'Ada Lovelace' } = part
  return { key, nick, tags: [], state: 'in-meeting', video: false, sharing: false, devices: [], ...part }
}

const PEOPLE: readonly PersonView[] = [
  personWith({ tags: ['self', 'host'], audio: 'on', video: true, hand: 1, sharing: true, rename: () => true }),
  personWith({ key: 'm2', nick: 'Gil (PM)', namesake: { place: 1, of: 2 }, tags: ['outside'], audio: 'muted-by-host' }),
  personWith({
    key: 'm3',
    nick: '一位名字非常非常非常非常长的参会成员',
    tags: ['co-host', 'outside'],
    audio: 'barred',
    joinTime: 0,
    mute: nothing,
  }),
  ...STATES.map((state, at) => personWith({ key: `m${at + 4}`, nick: `Person ${at + 4}`, state, joinTime: 0 })),
]

/** The controls of the meeting, which is always dark. */
export function RoomControls() {
  return (
    <div className="controls-room">
      <Kind name="Rows">
        <ul className="controls-people">
          {PEOPLE.map((person) => (
            <PersonRow key={person.key} person={person} onAction={nothing} />
          ))}
        </ul>
      </Kind>
      <Kind name="Microphones">
        <div className="controls-row">
          {(['on', 'off', 'muted-by-host', 'barred'] as const).map((audio) => (
            <AudioMark key={audio} audio={audio} />
          ))}
        </div>
      </Kind>
      <Kind name="Tools">
        <div className="bar controls-row">
          <ToolButton icon="microphone" label="On" testId="t1" variant="off-is-red" isOn onClick={nothing} />
          <ToolButton
            icon="microphone-off"
            label="Off"
            testId="t2"
            variant="off-is-red"
            isOn={false}
            onClick={nothing}
          />
          <ToolButton icon="microphone-off" label="Disabled" testId="t3" variant="off-is-red" isOn={false} />
          <ToolButton icon="people" label="Count" testId="t4" badge="12" onClick={nothing} />
          <ToolButton icon="chat" label="News" testId="t5" badge="3" badgeTone="news" onClick={nothing} />
          <ToolButton icon="camera" label="Warning" testId="t6" badge="!" badgeTone="warning" onClick={nothing} />
          <ToolButton icon="people" label="Urgent" testId="t7" badge="+1" badgeTone="urgent" onClick={nothing} />
          <ToolButton icon="leave" label="Leave" testId="t8" variant="danger" onClick={nothing} />
        </div>
      </Kind>
    </div>
  )
}
