import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/text-field.tsx'
import type { EntryView } from '../state/entry/entry-views.ts'

/** The person's name if the server does not know it, who is in the meeting, and the button to join. */
export function JoinForm({ view }: { view: EntryView }) {
  const { t } = useTranslation()
  const { guest, nick, join, phase, microphone, camera } = view
  const name = useRef<HTMLInputElement>(null)
  const fault = guest?.fault
  useEffect(() => {
    if (fault !== undefined) name.current?.focus()
  }, [fault])
  const isBare = !microphone.on && !camera.on
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        join?.()
      }}
    >
      {view.wait ? (
        <p className="lead" data-testid="will-wait" data-wait={view.wait}>
          {t(`room.wait.ahead.${view.wait}`)}
        </p>
      ) : (
        <Inside names={view.inside} count={view.insideCount} />
      )}
      {guest && (
        <TextField
          label={t('room.name.label')}
          testId="nick"
          autoComplete="name"
          value={guest.nick}
          onChange={guest.setNick}
          error={fault && t(`room.name.${fault}`)}
          inputRef={name}
        />
      )}
      {nick !== undefined && <p data-testid="joins-as">{t('room.entry.as', { nick })}</p>}
      <Button type="submit" look="primary" size="large" data-testid="join" isDisabled={!join}>
        {t(phase === 'joining' ? 'room.entry.joining' : isBare ? 'room.entry.joinBare' : 'room.entry.join')}
      </Button>
    </form>
  )
}

/** How many names are shown. The people panel of the meeting shows all. */
const NAMED = 5

function Inside({ names, count }: { names: readonly string[]; count: number }) {
  const { t } = useTranslation()
  const shown = names.slice(0, NAMED)
  const list = shown.join(t('room.entry.comma'))
  const more = count - shown.length
  return (
    <p className="lead" data-testid="inside">
      {count === 0
        ? t('room.entry.insideNobody')
        : more > 0
          ? t('room.entry.insideMore', { names: list, count: more })
          : t('room.entry.inside', { names: list })}
    </p>
  )
}
