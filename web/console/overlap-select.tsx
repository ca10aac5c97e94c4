import { useTranslation } from 'react-i18next'
import { Select } from '../controls/select.tsx'

/** For how many hours a secret that is replaced can stay valid. */
const OVERLAPS = [0, 1, 24, 72, 168, 720]

export type OverlapSelectProps = { label: string; hours: number; onChange: (hours: number) => void }

/** The choice of how long a secret stays valid after it is replaced. */
export function OverlapSelect({ label, hours, onChange }: OverlapSelectProps) {
  const { t } = useTranslation('console')
  const wordsOf = (overlap: number) => {
    if (overlap === 0) return t('apps.overlapNone')
    return overlap < 48 ? t('apps.overlapHours', { count: overlap }) : t('apps.overlapDays', { count: overlap / 24 })
  }
  return (
    <Select
      label={label}
      options={OVERLAPS.map((overlap) => ({ id: String(overlap), label: wordsOf(overlap) }))}
      value={String(hours)}
      onChange={(id) => onChange(Number(id))}
    />
  )
}
