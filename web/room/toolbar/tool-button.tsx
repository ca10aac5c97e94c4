import { Icon, type IconName } from '../../controls/icon.tsx'

export type ToolButtonProps = {
  icon: IconName
  /** The same label whether it is on or off. */
  label: string
  testId: string
  /** For switches; absent for buttons that only act. */
  isOn?: boolean | undefined
  /** The switch is in progress. */
  isBusy?: boolean
  /** It is on, but nobody receives it. */
  isIdle?: boolean
  /** Why it is disabled, or a warning. */
  note?: string | undefined
  badge?: string | undefined
  /** What the badge is: a count, something new, a warning, or something that waits for the person. */
  badgeTone?: 'count' | 'news' | 'warning' | 'urgent'
  variant?: 'off-is-red' | 'danger' | undefined
  expanded?: boolean | undefined
  id?: string
  /** Absent while the button cannot be used. The button still keeps the focus. */
  onClick?: (() => void) | undefined
}

/** A toolbar button: an icon, with its label below where there is room. */
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
    badgeTone = 'count',
    variant,
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
      data-variant={variant}
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
        <span className="tool-badge" data-tone={badgeTone} aria-hidden="true">
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
