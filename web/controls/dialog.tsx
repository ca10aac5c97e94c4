import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, classes } from './button.tsx'

export type DialogProps = {
  title: string
  isOpen: boolean
  /** Called by the close button, by Escape and by a press outside. Without it the dialog can only be answered. */
  onClose?: (() => void) | undefined
  /** `alertdialog` for a dialog that interrupts. */
  role?: 'dialog' | 'alertdialog'
  /** `full` covers the page. */
  size?: 'usual' | 'wide' | 'full'
  /** Buttons, the safest first. */
  actions?: ReactNode
  children?: ReactNode
}

/** A dialog that keeps the keyboard focus while it is open, and then returns it to where it was. */
export function Dialog({ title, isOpen, onClose, role = 'dialog', size = 'usual', actions, children }: DialogProps) {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      isDismissable={onClose !== undefined}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(open) => {
        if (!open) onClose?.()
      }}
    >
      <Modal className={classes('modal', `modal-${size}`)}>
        <AriaDialog role={role} className="dialog">
          <div className="dialog-head">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            {onClose && (
              <Button
                variant="quiet"
                className="dialog-close"
                aria-label={t('app.close')}
                data-testid="close-dialog"
                onPress={onClose}
              >
                <span aria-hidden="true">✕</span>
              </Button>
            )}
          </div>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
