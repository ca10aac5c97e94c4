import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '../controls/select.tsx'
import { readTheme, setTheme, type Theme, type ThemePlace } from '../theme.ts'

const PLACE: ThemePlace = { texts: () => localStorage, page: document.documentElement }

/** The choice between light and dark pages in this browser. */
export function ThemeChoice() {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(() => readTheme(PLACE))
  return (
    <Select
      label={t('settings.theme.label')}
      options={(['system', 'light', 'dark'] as const).map((id) => ({ id, label: t(`settings.theme.${id}`) }))}
      value={chosen}
      onChange={(id) => {
        setChosen(id as Theme)
        setTheme(id as Theme, PLACE)
      }}
    />
  )
}
