import { useTranslation } from 'react-i18next'
import type { OverviewAnswer } from '../../../contract/web/console-live-types.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { listHealth, type HealthPart } from '../../state/console/overview/health.ts'

export type HealthListProps = { media: OverviewAnswer['media']; health: NonNullable<OverviewAnswer['health']> }

const GIGABYTE = 1e9

/** The parts that the server needs, each with its state in words. */
export function HealthList({ media, health }: HealthListProps) {
  const { t, i18n } = useTranslation('console')
  const size = (bytes: number) =>
    new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 }).format(
      bytes / GIGABYTE,
    )
  return (
    <section className="card stack" aria-labelledby="health">
      <h2 id="health">{t('overview.health')}</h2>
      <p className="console-note">{t('overview.healthWords')}</p>
      <ul className="overview-health">
        {listHealth(health, media).map((one) => (
          <li key={one.part} data-testid="health" data-state={one.state}>
            <span className="overview-state" data-state={one.state}>
              {t(`overview.${one.state}`)}
            </span>
            <span>
              {t(`overview.${one.part}`)}
              <span className="console-note">{wordsOf(one)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )

  function wordsOf(one: HealthPart): string {
    switch (one.part) {
      case 'database': {
        const { kind, up, answerMs } = one.database
        const name = t(`overview.${kind}`)
        return up ? t('overview.answers', { kind: name, ms: answerMs }) : t('overview.noAnswer', { kind: name })
      }
      case 'media':
        return mediaText()
      case 'disk':
        return t('overview.free', { free: size(one.disk.freeBytes), total: size(one.disk.totalBytes) })
      case 'redis':
        return t(one.redis.connected ? 'overview.connected' : 'overview.cutOff')
    }
  }

  function mediaText(): string {
    const engine = t(`overview.${media.engine}`)
    if (media.since === undefined) return media.down ? t('overview.downNow', { engine }) : engine
    const time = formatDateTime(i18n.language, media.since)
    return t(media.down ? 'overview.downSince' : 'overview.backSince', { engine, time })
  }
}
