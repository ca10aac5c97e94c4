import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/text-field.tsx'
import type { CodeFormView } from '../state/entry/entry-views.ts'

/** Asks for the passcode, from people who have a room code but no link. The room code can be corrected. */
export function CodeForm({ form, isRefused }: { form: CodeFormView; isRefused: boolean }) {
  const { t } = useTranslation()
  const passcode = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isRefused) passcode.current?.select()
  }, [isRefused])
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        form.submit?.()
      }}
    >
      <p>{t(`room.entry.passcodeOr.${form.orElse}`)}</p>
      <TextField
        label={t('room.entry.roomCode')}
        testId="room-code"
        autoComplete="off"
        inputMode="numeric"
        value={form.roomCode}
        onChange={form.setRoomCode}
      />
      <TextField
        label={t('room.entry.passcode')}
        testId="passcode"
        autoComplete="off"
        value={form.passcode}
        onChange={form.setPasscode}
        inputRef={passcode}
      />
      <Button type="submit" variant="primary" size="large" data-testid="passcode-submit" isDisabled={!form.submit}>
        {t('room.entry.passcodeSubmit')}
      </Button>
    </form>
  )
}
