import type { Me } from '../../contract/web/types.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { browserClock } from '../browser-clock.ts'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { Select } from '../controls/select.tsx'
import { TextField } from '../controls/text-field.tsx'
import { errorText } from '../i18n/format.ts'
import { topicOr } from '../state/entry/topic.ts'
import { ENTRIES, previewOf, withStart, type BookingDraft, type DraftProblem } from '../state/home/booking-draft.ts'
import { openBookingForm, type BookingFormApi } from '../state/home/booking-form.ts'
import { serverClock } from '../state/server-clock.ts'
import { openColleagueSearch } from '../state/people/colleague-search.ts'
import { useObservable } from '../state/use-observable.ts'
import type { Api } from '../state/api.ts'
import { BookingRepeat } from './booking-repeat.tsx'
import { Invitees } from './invitees.tsx'
import { TopicField } from './topic-field.tsx'
import './booking-dialog.css'

const FORM = 'booking'
const ownTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

export type BookingDialogProps = {
  /** The person who will host. */
  me: Pick<Me, 'name' | 'unionId'>
  api: BookingFormApi & Pick<Api, 'findPeople'>
  /** The booking to change; absent for a new one. */
  bookingId?: string | undefined
  /** Whether a new one has a waiting room at first. */
  waitingRoom?: boolean | undefined
  saved: () => void
  signedOut: () => void
  close: () => void
}

/** Schedules a meeting, or changes it: when it is, who is invited, and who may join when. */
export function BookingDialog({
  me,
  api,
  bookingId,
  waitingRoom = false,
  saved,
  signedOut,
  close,
}: BookingDialogProps) {
  const { t } = useTranslation()
  const [form] = useState(() =>
    openBookingForm(
      api,
      { saved, signedOut, now: () => serverClock.now(), timeZone: ownTimeZone, waitingRoom },
      bookingId,
    ),
  )
  useEffect(() => void form.load(), [form])
  const { draft, isGoingOn, isBusy, problem } = useObservable(form.view)
  const isNew = bookingId === undefined
  return (
    <Dialog
      title={t(isNew ? 'home.booking.dialog' : 'home.bookingForm.change')}
      isOpen
      onClose={close}
      size="wide"
      actions={
        <Button type="submit" form={FORM} variant="primary" isBusy={isBusy} isDisabled={!draft}>
          {t(isBusy ? 'home.bookingForm.busy' : isNew ? 'home.booking.submit' : 'home.bookingForm.save')}
        </Button>
      }
    >
      {problem?.field === 'form' && <Notice tone="error">{errorText(t, problem.code)}</Notice>}
      {isGoingOn && <Notice tone="calm">{t('home.bookingForm.goingOn')}</Notice>}
      {!draft && problem === undefined && <p role="status">{t('app.loading')}</p>}
      {draft && (
        <form
          id={FORM}
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void form.submit(topicOr(draft.title, t('home.ownMeeting', { name: me.name })))
          }}
        >
          <Fields api={api} organizer={me.unionId} draft={draft} problem={problem} change={form.set} />
        </form>
      )}
    </Dialog>
  )
}

type FieldsProps = {
  api: Pick<Api, 'findPeople'>
  organizer: string
  draft: BookingDraft
  problem: DraftProblem | undefined
  change: (draft: BookingDraft) => void
}

function Fields({ api, organizer, draft, problem, change }: FieldsProps) {
  const { t } = useTranslation()
  const set = (part: Partial<BookingDraft>) => change({ ...draft, ...part })
  const [search] = useState(() => openColleagueSearch(api.findPeople, browserClock))
  const errorOf = (field: DraftProblem['field']) => (problem?.field === field ? errorText(t, problem.code) : undefined)
  return (
    <>
      <TopicField label={t('home.booking.topic')} value={draft.title} onChange={(title) => set({ title })} />
      <div className="booking-times">
        <TextField
          type="datetime-local"
          label={t('home.booking.from')}
          value={draft.start}
          onChange={(start) => change(withStart(draft, start))}
          error={errorOf('start')}
        />
        <TextField
          type="datetime-local"
          label={t('home.booking.to')}
          value={draft.end}
          onChange={(end) => set({ end })}
          error={errorOf('end')}
        />
      </div>
      <Select
        label={t('home.bookingForm.timeZone')}
        options={zonesWith(draft.timeZone)}
        value={draft.timeZone}
        onChange={(timeZone) => set({ timeZone })}
      />
      <BookingRepeat draft={draft} preview={previewOf(draft)} error={errorOf('repeat')} set={set} />
      <Invitees
        organizer={organizer}
        search={search}
        invitees={draft.invitees}
        ringAtStart={draft.ringAtStart}
        change={(invitees) => set({ invitees })}
        ring={(ringAtStart) => set({ ringAtStart })}
      />
      <Select
        label={t('home.bookingForm.entry')}
        options={ENTRIES.map((id) => ({ id, label: t(`home.bookingForm.entries.${id}`) }))}
        value={draft.entry}
        onChange={(id) => set({ entry: ENTRIES.find((entry) => entry === id) ?? draft.entry })}
      />
    </>
  )
}

/** All time zones that the browser lists. It may also accept older names, which are not listed. */
function zonesWith(own: string) {
  return [...new Set([own, ...Intl.supportedValuesOf('timeZone')])]
    .sort()
    .map((id) => ({ id, label: id.replaceAll('_', ' ') }))
}
