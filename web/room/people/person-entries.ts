import type { TFunction } from 'i18next'
import type { MenuEntry } from '../../controls/menu.tsx'
import type { PersonView } from '../../state/room/people-views.ts'
import { entry } from '../toolbar/menu-entries.ts'
import type { PersonAction } from '../dialogs/person-dialog.tsx'

type PersonEntriesInput = { person: PersonView; onAction: (action: PersonAction) => void; t: TFunction }

/** The actions on a person. Actions that need a confirmation open a dialog. */
export function personEntries({ person, onAction, t }: PersonEntriesInput): MenuEntry[] {
  const {
    mute,
    askToUnmute,
    stopVideo,
    stopScreen,
    lowerHand,
    remove,
    makeCoHost,
    unmakeCoHost,
    handOverHost,
    rename,
  } = person
  const { focus, unfocus, ringAgain, cancelRing } = person
  const confirm = (kind: PersonAction['kind'], possible: unknown) =>
    possible === undefined ? undefined : () => onAction({ kind, person })
  return [
    ...entry('person-mute', t('room.people.mute'), mute),
    ...entry('person-ask-unmute', t('room.people.askToUnmute'), askToUnmute),
    ...entry('person-stop-video', t('room.people.stopVideo'), stopVideo),
    ...entry('person-stop-screen', t('room.people.stopScreen'), stopScreen),
    ...entry('person-lower-hand', t('room.people.lowerHand'), lowerHand),
    ...entry('person-focus', t('room.people.focus'), focus),
    ...entry('person-unfocus', t('room.people.unfocus'), unfocus),
    ...entry('person-cohost', t('room.people.makeCoHost'), makeCoHost),
    ...entry('person-uncohost', t('room.people.unmakeCoHost'), unmakeCoHost),
    ...entry('person-handover', t('room.people.handOver'), confirm('hand-over', handOverHost)),
    ...entry('person-rename', t('room.people.rename'), confirm('rename', rename)),
    ...entry('person-ring-again', t('room.people.ringAgain'), ringAgain),
    ...entry('person-cancel-ring', t('room.people.cancelRing'), cancelRing),
    ...deviceEntries(person, t),
    ...entry('person-remove', t('room.people.remove'), confirm('remove', remove)).map((last) => ({
      ...last,
      isDanger: true,
    })),
  ]
}

/** The actions on each of several devices. They are numbered, since a person may have two of a kind. */
function deviceEntries({ devices }: PersonView, t: TFunction): MenuEntry[] {
  if (devices.length < 2) return []
  return devices.flatMap(({ device, mute, remove }, index) => {
    const values = { device: t(`room.device.${device}`), place: index + 1 }
    return [
      ...entry(`person-mute-device-${index + 1}`, t('room.people.muteDevice', values), mute),
      ...entry(`person-remove-device-${index + 1}`, t('room.people.removeDevice', values), remove),
    ]
  })
}
