import './subscriptions.css'

/** `calm` for what rests, `trouble` for what somebody has to look at. */
export type StateTone = 'good' | 'calm' | 'trouble'

export type StateMarkProps = { tone: StateTone; testId?: string; children: string }

/** The state of a subscription or a delivery in a word. */
export function StateMark({ tone, testId, children }: StateMarkProps) {
  return (
    <span className="events-state" data-tone={tone} data-testid={testId}>
      {children}
    </span>
  )
}
