import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryAnswer } from '../../../contract/web/subscription-types.ts'
import { Button } from '../../controls/button.tsx'
import { keyOfDelivery } from '../../state/console/subscriptions/deliveries.ts'
import { serverClock } from '../../state/server-clock.ts'
import type { TableLayout } from '../table/console-table.tsx'
import { PagedTable, type PagedTableState } from '../table/paged-table.tsx'
import { useEventWords } from './event-words.ts'
import { StateMark, type StateTone } from './state-mark.tsx'

const TONES: Readonly<Record<DeliveryAnswer['state'], StateTone>> = {
  waiting: 'calm',
  dead: 'trouble',
  delivered: 'good',
}

export type DeliveriesTableProps = PagedTableState<DeliveryAnswer> & { open: (delivery: DeliveryAnswer) => void }

/** The deliveries in rows, each with what came of it. */
export function DeliveriesTable({ open, ...list }: DeliveriesTableProps) {
  const { t } = useTranslation('console')
  const words = useEventWords()
  // Rows that have not changed are not drawn again.
  const layout = useMemo((): TableLayout<DeliveryAnswer> => {
    const { eventOf, resultOf, timeOf } = words
    const happenedOf = ({ happenedAt }: DeliveryAnswer) => (happenedAt === undefined ? '–' : timeOf(happenedAt))
    const nextOf = ({ nextAt, waitsFor }: DeliveryAnswer) => {
      if (nextAt === undefined) return []
      if (waitsFor !== undefined) return [t('events.waitsFor', { id: waitsFor })]
      return [nextAt <= serverClock.now() ? t('events.nextSoon') : t('events.nextAt', { time: timeOf(nextAt) })]
    }
    const triesOf = (delivery: DeliveryAnswer) =>
      [
        // One that waits for another one was not tried yet.
        ...(delivery.waitsFor !== undefined && delivery.attempts === 0
          ? []
          : [t('events.attemptCount', { count: delivery.attempts })]),
        ...nextOf(delivery),
      ].join(' · ')
    const latestOf = ({ last }: DeliveryAnswer) => (last ? resultOf(last) : '–')
    return {
      label: t('events.deliveries'),
      keyOf: keyOfDelivery,
      testId: 'delivery',
      data: ({ id, state }) => ({ 'data-event': id, 'data-state': state }),
      columns: [
        {
          label: t('events.event'),
          isRowHeading: true,
          renderCell: (delivery) => (
            <>
              {eventOf(delivery)}
              <span className="console-note">
                #{delivery.id} · {happenedOf(delivery)}
              </span>
            </>
          ),
        },
        {
          label: t('events.state'),
          renderCell: (delivery) => (
            <>
              <StateMark tone={TONES[delivery.state]}>{t(`events.delivery.${delivery.state}`)}</StateMark>
              <span className="console-note">{triesOf(delivery)}</span>
            </>
          ),
        },
        {
          label: t('events.result'),
          isWide: true,
          renderCell: (delivery) => (
            <>
              {latestOf(delivery)}
              {delivery.last && <span className="console-note">{timeOf(delivery.last.at)}</span>}
            </>
          ),
        },
        {
          label: t('events.details'),
          renderCell: (delivery) => (
            <Button
              size="small"
              aria-label={`${t('events.details')}: #${delivery.id}`}
              onPress={() => open(delivery)}
              data-testid="open-delivery"
            >
              {t('events.details')}
            </Button>
          ),
        },
      ],
      below: (delivery) => (delivery.last ? [latestOf(delivery)] : []),
    }
  }, [t, words, open])
  return <PagedTable {...list} layout={layout} />
}
