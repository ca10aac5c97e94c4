import { Icon, type IconName } from '../../controls/icon.tsx'

export type ToolButtonProps = {
  icon: IconName
  /** The same words whether it is on or off. */
  label: string
  testId: string
  /** For what is on or off; absent for what only does something. */
  isOn?: boolean | undefined
  /** It is being switched. */
  isBusy?: boolean
  /** It is on, and nobody gets anything of it. */
  isIdle?: boolean
  /** Why it cannot be used, or a warning beside it. */
  note?: string | undefined
  badge?: string | undefined
  /** The badge tells of something to be done. */
  isUrgent?: boolean
  look?: 'off-is-red' | 'danger' | undefined
  expanded?: boolean | undefined
  id?: string
  /** Absent when it cannot be used now. It keeps the focus all the same. */
  onClick?: (() => void) | undefined
}

/** A button of the bar: a picture, and its word below it where there is room. */
export function ToolButton(props: ToolButtonProps) {
  const {
    icon,
    label,
    testId,
    isOn,
    isBusy = false,
    isIdle = false,
    note,
    badge,
    isUrgent = false,
    look,
    expanded,
    id,
    onClick,
  } = props
  const noteId = note === undefined ? undefined : `${testId}-note`
  return (
    <button
      type="button"
      id={id}
      className="tool"
      data-testid={testId}
      data-look={look}
      data-busy={isBusy}
      data-idle={isIdle}
      aria-pressed={isOn}
      aria-expanded={expanded}
      aria-disabled={onClick === undefined}
      aria-describedby={noteId}
      title={note ?? label}
      onClick={onClick}
    >
      <Icon name={icon} />
      <span className="tool-label">{label}</span>
      {badge !== undefined && (
        <span className="tool-badge" data-urgent={isUrgent} aria-hidden="true">
          {badge}
        </span>
      )}
      {note !== undefined && (
        <span id={noteId} className="unseen">
          {note}
        </span>
      )}
    </button>
  )
}
