import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, classes } from '../controls/button.tsx'
import { Icon } from '../controls/icon.tsx'
import { Notice } from '../controls/notice.tsx'
import { Select } from '../controls/select.tsx'
import { TextField } from '../controls/text-field.tsx'
import { formatDate, weekdayNames } from '../i18n/dates.ts'
import { REPEATS, type BookingDraft, type DatesPreview } from '../state/home/booking-draft.ts'

type RepeatProps = {
  draft: BookingDraft
  preview: DatesPreview
  error: string | undefined
  set: (part: Partial<BookingDraft>) => void
}

/** A form shows at most this many changes of the clocks. */
const MAX_CHANGES = 3

/** Whether and how a meeting repeats, and what the clocks do to its start. */
export function BookingRepeat({ draft, preview, error, set }: RepeatProps) {
  const { t, i18n } = useTranslation()
  const { repeat } = draft
  const day = (date: string) => formatDate(i18n.language, date)
  return (
    <>
      <Select
        label={t('home.bookingForm.repeat')}
        options={REPEATS.map((id) => ({ id, label: t(`home.bookingForm.repeats.${id}`) }))}
        value={repeat}
        onChange={(id) => set({ repeat: REPEATS.find((one) => one === id) ?? repeat })}
      />
      {repeat !== 'never' && <Rule draft={draft} repeat={repeat} set={set} />}
      {error !== undefined && <Notice tone="error">{error}</Notice>}
      {preview.series && (
        <p className="booking-preview" data-testid="booking-preview">
          {t('home.bookingForm.dates', {
            count: preview.series.count,
            first: day(preview.series.first),
            last: day(preview.series.last),
          })}
          {preview.skipsMonths && ` ${t('home.bookingForm.skipsMonths')}`}
        </p>
      )}
      {preview.series && preview.series.leftOut.length > 0 && (
        <div className="booking-left-out">
          <span id="left-out">{t('home.bookingForm.leftOut')}</span>
          <ul className="chips" aria-labelledby="left-out">
            {preview.series.leftOut.map((date) => (
              <li key={date} className="chip">
                {day(date)}
                <Button
                  variant="quiet"
                  size="small"
                  aria-label={t('home.bookingForm.putBack', { date: day(date) })}
                  onPress={() => set({ leftOut: draft.leftOut.filter((one) => one !== date) })}
                >
                  <Icon name="close" />
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {preview.changes.slice(0, MAX_CHANGES).map(({ date, change, wanted, time }) => (
        <Notice key={date} tone="warning">
          {t(`home.bookingForm.clock.${change}`, { date: day(date), wanted, time })}
        </Notice>
      ))}
    </>
  )
}

type RuleProps = { draft: BookingDraft; repeat: Exclude<BookingDraft['repeat'], 'never'>; set: RepeatProps['set'] }

function Rule({ draft, repeat, set }: RuleProps) {
  const { t, i18n } = useTranslation()
  const { interval, weekdays, endsBy, until, count } = draft
  return (
    <>
      <div className="booking-times">
        <TextField
          label={t(`home.bookingForm.every.${repeat}`)}
          inputMode="numeric"
          value={interval}
          onChange={(text) => set({ interval: text })}
        />
        <Select
          label={t('home.bookingForm.ends')}
          options={(['date', 'count'] as const).map((id) => ({ id, label: t(`home.bookingForm.endsBy.${id}`) }))}
          value={endsBy}
          onChange={(id) => set({ endsBy: id === 'count' ? 'count' : 'date' })}
        />
        {endsBy === 'date' ? (
          <TextField
            type="date"
            label={t('home.bookingForm.until')}
            value={until}
            onChange={(date) => set({ until: date })}
          />
        ) : (
          <TextField
            label={t('home.bookingForm.count')}
            inputMode="numeric"
            value={count}
            onChange={(text) => set({ count: text })}
          />
        )}
      </div>
      {repeat === 'weekly' && (
        <div className="weekdays" role="group" aria-label={t('home.bookingForm.weekdays')}>
          {weekdayNames(i18n.language).map(({ weekday, name }) => {
            const isOn = weekdays.includes(weekday)
            const others = weekdays.filter((one) => one !== weekday)
            return (
              <ToggleButton
                key={weekday}
                className={classes('button', isOn ? 'button-primary' : 'button-plain', 'button-small')}
                isSelected={isOn}
                // One weekday always stays.
                onChange={() =>
                  set({ weekdays: isOn ? (others.length === 0 ? weekdays : others) : [...weekdays, weekday].sort() })
                }
              >
                {name}
              </ToggleButton>
            )
          })}
        </div>
      )}
    </>
  )
}
