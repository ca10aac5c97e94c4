import { useTranslation } from 'react-i18next'
import { ConnectionBar } from './connection-bar.tsx'
import { GRADE_KEYS } from './connection-words.ts'

const GRADES = [3, 2, 1] as const

/** What the signs of the timeline mean. */
export function Legend({ hasPlan, hasConnections, isLive }: Record<'hasPlan' | 'hasConnections' | 'isLive', boolean>) {
  const { t } = useTranslation('attendance')
  return (
    <ul className="timeline-legend" aria-label={t('legend')}>
      <li>
        <Sample>
          <rect className="timeline-bar" x="1" y="3" width="26" height="12" rx="3" />
        </Sample>
        {t('legendSession')}
      </li>
      {(['host', 'co-host'] as const).map((role) => (
        <li key={role}>
          <Sample>
            <line className={`timeline-role timeline-role-${role}`} x1="1" x2="27" y1="9" y2="9" />
          </Sample>
          {t(role === 'host' ? 'legendHost' : 'legendCoHost')}
        </li>
      ))}
      {(
        [
          ...(isLive ? [['open', '▸', 'legendOpen'] as const] : []),
          ['removed', '✕', 'legendRemoved'],
          ['lost', '⌇', 'legendLost'],
          ['moved', '↪', 'legendMoved'],
        ] as const
      ).map(([end, sign, words]) => (
        <li key={words}>
          <Sample>
            <rect className={`timeline-bar timeline-bar-${end}`} x="1" y="3" width="26" height="12" rx="3" />
          </Sample>
          <span aria-hidden="true">{sign}</span>
          {t(words)}
        </li>
      ))}
      {hasConnections &&
        GRADES.map((grade) => (
          <li key={grade}>
            <Sample>
              <ConnectionBar grade={grade} x="1" width="26" bottom={15} />
            </Sample>
            {t('legendConnection', { grade: t(`grade.${GRADE_KEYS[grade]}`) })}
          </li>
        ))}
      {hasPlan && (
        <li>
          <Sample>
            <line className="timeline-planned" x1="14" x2="14" y1="0" y2="18" />
          </Sample>
          {t('legendPlan')}
        </li>
      )}
    </ul>
  )
}

function Sample({ children }: { children: React.ReactNode }) {
  return (
    <svg width="28" height="18" aria-hidden="true">
      {children}
    </svg>
  )
}
