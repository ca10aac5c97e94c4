import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { Switch } from '../controls/switch.tsx'
import { TextField } from '../controls/text-field.tsx'
import { errorText } from '../i18n/format.ts'
import type { Api } from '../state/api.ts'
import { draftAt, openNewBooking, type BookingDraft } from '../state/home/new-booking.ts'
import { topicOr } from '../state/entry/topic.ts'
import { useObservable } from '../state/use-observable.ts'
import { TopicField } from './topic-field.tsx'

const FORM = 'new-booking'

export type BookingDialogProps = {
  /** The person who will host. */
  name: string
  api: Pick<Api, 'bookMeeting'>
  booked: () => void
  signedOut: () => void
  close: () => void
}

/** Schedules a meeting: when it is, and who may join without being admitted. */
export function BookingDialog({ name, api, booked, signedOut, close }: BookingDialogProps) {
  const { t } = useTranslation()
  const [form] = useState(() =>
    openNewBooking(api, {
      booked,
      signedOut,
      now: Date.now,
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  )
  const { isBusy, problem } = useObservable(form.view)
  const [draft, setDraft] = useState<BookingDraft>(() => draftAt(Date.now()))
  const set = (part: Partial<BookingDraft>) => setDraft((now) => ({ ...now, ...part }))
  const errorOf = (field: 'start' | 'end') => (problem?.field === field ? errorText(t, problem.code) : undefined)
  return (
    <Dialog
      title={t('home.booking.dialog')}
      isOpen
      onClose={close}
      actions={
        <Button type="submit" form={FORM} variant="primary" isBusy={isBusy}>
          {isBusy ? t('home.booking.busy') : t('home.booking.submit')}
        </Button>
      }
    >
      <form
        id={FORM}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit({ ...draft, title: topicOr(draft.title, t('home.ownMeeting', { name })) })
        }}
      >
        {problem?.field === 'form' && <Notice tone="error">{errorText(t, problem.code)}</Notice>}
        <TopicField label={t('home.booking.topic')} value={draft.title} onChange={(title) => set({ title })} />
        <TextField
          type="datetime-local"
          label={t('home.booking.from')}
          value={draft.start}
          onChange={(start) => set({ start })}
          error={errorOf('start')}
        />
        <TextField
          type="datetime-local"
          label={t('home.booking.to')}
          value={draft.end}
          onChange={(end) => set({ end })}
          error={errorOf('end')}
        />
        <Switch isSelected={draft.waitingRoom} onChange={(waitingRoom) => set({ waitingRoom })}>
          {t('home.booking.waitingRoom')}
        </Switch>
        <Switch isSelected={draft.joinBeforeHost} onChange={(joinBeforeHost) => set({ joinBeforeHost })}>
          {t('home.booking.joinBeforeHost')}
        </Switch>
      </form>
    </Dialog>
  )
}
