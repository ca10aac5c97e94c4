import { useEffect, useState } from 'react'
import { TextField } from '../controls/text-field.tsx'

export type SearchFieldProps = {
  label: string
  placeholder?: string
  /** What is searched for now. */
  value: string
  search: (text: string) => void
  testId?: string
  /** For a short text. */
  isNarrow?: boolean
}

/** How long nothing is typed before the search begins. */
const PAUSE_MS = 300

/** A field that searches while the person types. */
export function SearchField({ value, search, isNarrow = false, ...field }: SearchFieldProps) {
  const [text, setText] = useState(value)
  /** The latest value that this field or somebody else set. */
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setText(value)
  }
  useEffect(() => {
    const wanted = text.trim()
    if (wanted === known) return undefined
    const timer = setTimeout(() => {
      setKnown(wanted)
      search(wanted)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, known, search])
  return (
    <div className={isNarrow ? 'field' : 'field-wide'}>
      <TextField {...field} type="search" value={text} onChange={setText} maxLength={64} />
    </div>
  )
}
