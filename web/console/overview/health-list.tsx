import { useTranslation } from 'react-i18next'
import type { OverviewAnswer } from '../../../contract/web/console-live-types.ts'
import { formatDateTime } from '../../i18n/format.ts'

export type HealthListProps = { media: OverviewAnswer['media']; health: NonNullable<OverviewAnswer['health']> }

type State = 'works' | 'low' | 'trouble'

/** A disk with less than a tenth left needs attention. */
const LOW = 0.1

const GIGABYTE = 1e9

/** The parts that the server needs, each with its state in words. */
export function HealthList({ media, health }: HealthListProps) {
  const { t, i18n } = useTranslation('console')
  const { database, disk, redis } = health
  const size = (bytes: number) =>
    new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 }).format(
      bytes / GIGABYTE,
    )
  const kind = t(`overview.${database.kind}`)
  const parts: readonly (readonly [name: string, state: State, words: string])[] = [
    [
      t('overview.database'),
      database.up ? 'works' : 'trouble',
      database.up ? t('overview.answers', { kind, ms: database.answerMs }) : t('overview.noAnswer', { kind }),
    ],
    [t('overview.media'), media.down ? 'trouble' : 'works', mediaText()],
    ...(disk
      ? [
          [
            t('overview.disk'),
            disk.freeBytes < disk.totalBytes * LOW ? 'low' : 'works',
            t('overview.free', { free: size(disk.freeBytes), total: size(disk.totalBytes) }),
          ] as const,
        ]
      : []),
    ...(redis
      ? [
          [
            t('overview.redis'),
            redis.connected ? 'works' : 'trouble',
            t(redis.connected ? 'overview.connected' : 'overview.cutOff'),
          ] as const,
        ]
      : []),
  ]
  return (
    <section className="card stack" aria-labelledby="health">
      <h2 id="health">{t('overview.health')}</h2>
      <p className="console-note">{t('overview.healthWords')}</p>
      <ul className="overview-health">
        {parts.map(([name, state, words]) => (
          <li key={name} data-testid="health" data-state={state}>
            <span className="overview-state" data-state={state}>
              {t(`overview.${state}`)}
            </span>
            <span>
              {name}
              <span className="console-note">{words}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )

  function mediaText(): string {
    const engine = t(`overview.${media.engine}`)
    if (media.since === undefined) return media.down ? t('overview.downNow', { engine }) : engine
    const time = formatDateTime(i18n.language, media.since)
    return t(media.down ? 'overview.downSince' : 'overview.backSince', { engine, time })
  }
}
