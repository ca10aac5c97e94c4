/** Text of a program. It can be focused, so that arrow keys scroll it. */
export function CodeText({ label, text, testId }: { label: string; text: string; testId: string }) {
  return (
    <div>
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <pre className="events-code" role="region" aria-label={label} tabIndex={0} data-testid={testId}>
        {text}
      </pre>
    </div>
  )
}
