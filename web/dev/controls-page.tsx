import { useState } from 'react'
import { Badge } from '../controls/badge.tsx'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { EmptyState } from '../controls/empty-state.tsx'
import { Menu } from '../controls/menu.tsx'
import { Notice } from '../controls/notice.tsx'
import { Select } from '../controls/select.tsx'
import { Switch } from '../controls/switch.tsx'
import { TextField } from '../controls/text-field.tsx'
import { Toast } from '../controls/toast.tsx'
import { ThemeChoice } from '../settings/theme-choice.tsx'
import { Kind } from './kind.tsx'
import { RoomControls } from './room-controls.tsx'
import './controls-page.css'

const nothing = () => undefined

/** Every kind of control in its states, for people who work on the pages. */
export function ControlsPage() {
  return (
    <main className="controls-page">
      <h1>Controls</h1>
      <ThemeChoice />
      <Kind name="Buttons">
        {(['plain', 'primary', 'danger', 'quiet'] as const).map((variant) => (
          <div key={variant} className="controls-row">
            <Button variant={variant}>{variant}</Button>
            <Button variant={variant} size="small">
              small
            </Button>
            <Button variant={variant} isDisabled>
              disabled
            </Button>
            <Button variant={variant} isBusy>
              busy
            </Button>
          </div>
        ))}
      </Kind>
      <Kind name="Fields">
        <TextField label="Name" value="Ada" onChange={nothing} />
        <TextField label="With an error" value="" onChange={nothing} error="Enter your name." />
        <Select label="Choice" options={[{ id: 'one', label: 'One' }]} value="one" onChange={nothing} />
        <Switch isSelected>On</Switch>
        <Switch isSelected={false}>Off</Switch>
        <Switch isSelected isDisabled>
          On and disabled
        </Switch>
        <Switch isSelected={false} isDisabled>
          Off and disabled
        </Switch>
      </Kind>
      <Kind name="Badges">
        <div className="controls-row">
          <Badge>Co-host</Badge>
          <Badge tone="strong">Host</Badge>
        </div>
      </Kind>
      <Kind name="Banners">
        {(['calm', 'good', 'warning', 'error'] as const).map((tone) => (
          <Notice key={tone} tone={tone}>
            This notice is {tone}.
          </Notice>
        ))}
      </Kind>
      <Kind name="Toasts">
        <Toast kind="came" tone="news" onDismiss={nothing}>
          Bram joined
        </Toast>
        <Toast kind="knocks" tone="news" onDismiss={nothing} action={<Button size="small">Admit</Button>}>
          Gil is waiting to join
        </Toast>
        <Toast kind="refused" tone="trouble" onDismiss={nothing}>
          You don’t have permission to do that.
        </Toast>
      </Kind>
      <Kind name="Empty states">
        <EmptyState>No messages yet.</EmptyState>
      </Kind>
      <Kind name="Menus">
        <Menu
          label="Menu"
          entries={[
            { id: 'usual', label: 'Usual', onAction: nothing },
            { id: 'off', label: 'Disabled', isDisabled: true, onAction: nothing },
            { id: 'danger', label: 'Dangerous', isDanger: true, onAction: nothing },
          ]}
        />
      </Kind>
      <Kind name="Dialogs">
        <Dialogs />
      </Kind>
      <RoomControls />
    </main>
  )
}

function Dialogs() {
  const [open, setOpen] = useState<'dialog' | 'alertdialog'>()
  const close = () => setOpen(undefined)
  return (
    <div className="controls-row">
      <Button onPress={() => setOpen('dialog')}>Dialog…</Button>
      <Button onPress={() => setOpen('alertdialog')}>Question…</Button>
      <Dialog
        title={open === 'dialog' ? 'A dialog' : 'Remove Gil?'}
        role={open ?? 'dialog'}
        isOpen={open !== undefined}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button variant={open === 'dialog' ? 'primary' : 'danger'} onPress={close}>
              {open === 'dialog' ? 'Save' : 'Remove'}
            </Button>
          </>
        }
      >
        <p>What happens, in one sentence.</p>
      </Dialog>
    </div>
  )
}
