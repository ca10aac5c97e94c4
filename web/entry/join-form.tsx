import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { TextField } from '../controls/text-field.tsx'
import type { EntryView } from '../state/entry/entry-views.ts'
import { SignInOffer } from './sign-in-offer.tsx'

/** The person's name if the server does not know it, who is in the meeting, and the button to join. */
export function JoinForm({ view }: { view: EntryView }) {
  const { t } = useTranslation()
  const { guest, nick, join } = view
  const name = useRef<HTMLInputElement>(null)
  const problem = guest?.problem
  useEffect(() => {
    if (problem !== undefined) name.current?.focus()
  }, [problem])
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
          {view.waitsFor === undefined
            ? t(`room.wait.ahead.${view.wait}`)
            : t(`room.wait.owner.ahead.${view.wait}`, { name: view.waitsFor })}
        </p>
      ) : (
        <Participants names={view.participants} count={view.participantCount} />
      )}
      {view.alreadyInside && (
        <Notice tone="calm">
          <span data-testid="already-inside">
            <strong>{t('room.entry.inside.title')}</strong> {t('room.entry.inside.words')}
          </span>
        </Notice>
      )}
      {view.missing && <Missing missing={view.missing} />}
      {guest && (
        <TextField
          label={t('room.name.label')}
          testId="nick"
          autoComplete="name"
          value={guest.nick}
          onChange={guest.setNick}
          error={problem && t(`room.name.${problem}`)}
          inputRef={name}
        />
      )}
      {guest && <SignInOffer reason="guest" signIn={view.signIn} />}
      {nick !== undefined && <p data-testid="joins-as">{t('room.entry.as', { nick })}</p>}
      <Button type="submit" variant="primary" size="large" data-testid="join" isDisabled={!join}>
        {t(labelOf(view))}
      </Button>
      {view.alreadyInside && (
        <Button
          size="large"
          data-testid="join-without-sound"
          isDisabled={!view.joinWithoutSound}
          onPress={() => view.joinWithoutSound?.()}
        >
          {t('room.entry.inside.withoutSound')}
        </Button>
      )}
    </form>
  )
}

function labelOf({ phase, alreadyInside, microphone, camera }: EntryView) {
  if (phase === 'joining') return 'room.entry.joining'
  if (alreadyInside) return 'room.entry.inside.move'
  return !microphone.on && !camera.on ? 'room.entry.joinBare' : 'room.entry.join'
}

function Missing({ missing: { sound, camera = 0 } }: { missing: NonNullable<EntryView['missing']> }) {
  const { t } = useTranslation()
  return (
    <Notice tone="warning">
      <span data-testid="missing" data-missing={sound === undefined ? 'camera' : 'sound'}>
        {sound === undefined
          ? t('room.limits.before.camera', { limit: camera })
          : t('room.limits.before.sound', { limit: sound })}
      </span>
    </Notice>
  )
}

/** How many names this page lists. The people panel of the meeting shows all. */
const MAX_NAMES = 5

function Participants({ names, count }: { names: readonly string[]; count: number }) {
  const { t } = useTranslation()
  const visible = names.slice(0, MAX_NAMES)
  const list = visible.join(t('room.entry.comma'))
  const more = count - visible.length
  return (
    <p className="lead" data-testid="participants">
      {count === 0
        ? t('room.entry.participantsNobody')
        : more > 0
          ? t('room.entry.participantsMore', { names: list, count: more })
          : t('room.entry.participants', { names: list })}
    </p>
  )
}
