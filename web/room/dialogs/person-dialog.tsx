import type { Readable } from '../../../client/observable.ts'
import type { MeetingView } from '../../state/room/views.ts'
import type { PersonView } from '../../state/room/people-views.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'

/** An action on a person that opens a dialog first. */
export type PersonAction = { kind: 'remove' | 'hand-over' | 'rename'; person: PersonView }

type PersonDialogProps = {
  action: PersonAction | undefined
  meeting: Readable<MeetingView>
  onClose: () => void
}

/** The dialog of an action; nothing without one. */
export function PersonDialog({ action, meeting, onClose }: PersonDialogProps) {
  switch (action?.kind) {
    case undefined:
      return null
    case 'remove':
      return <RemoveDialog person={action.person} meeting={meeting} onClose={onClose} />
    case 'hand-over':
      return <HandOverDialog person={action.person} onClose={onClose} />
    case 'rename':
      return <RenameDialog person={action.person} onClose={onClose} />
  }
}
