import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/text-field.tsx'
import { readJoinInput, type JoinInput } from '../state/entry/join-input.ts'
import { meetingPath } from '../state/route.ts'

type JoinProblem = Exclude<JoinInput, { kind: 'link' | 'short-link' }>

/** `initial`: what the field contains at first, for the person to correct. */
type JoinFormProps = { model: AppModel; submit: string; initial?: string }

/** Takes a code or a link and opens the meeting. */
export function JoinForm({ model: { navigation }, submit, initial = '' }: JoinFormProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(initial)
  const [problem, setProblem] = useState<JoinProblem>()
  const textFor = (value: JoinProblem) => {
    switch (value.kind) {
      case 'empty':
        return t('home.joinEmpty')
      case 'unreadable':
        return t('home.joinUnreadable')
      case 'elsewhere':
        return t('home.joinElsewhere', { host: value.host })
    }
  }
  return (
    <form
      className="line"
      onSubmit={(event) => {
        event.preventDefault()
        const read = readJoinInput(text, location.href)
        if (read.kind === 'link') navigation.go(meetingPath(read))
        else if (read.kind === 'short-link') navigation.follow(read.path)
        else setProblem(read)
      }}
    >
      <TextField
        label={t('home.codeOrLink')}
        value={text}
        onChange={(typed) => {
          setText(typed)
          setProblem(undefined)
        }}
        error={problem && textFor(problem)}
        autoComplete="off"
        spellCheck="false"
      />
      <Button type="submit">{submit}</Button>
    </form>
  )
}
