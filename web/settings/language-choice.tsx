import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '../controls/select.tsx'
import { readLanguage, setLanguage } from '../i18n/language.ts'
import { chooseLanguage, type ChosenLanguage } from '../i18n/languages.ts'

/** The choice of the language of this browser. */
export function LanguageChoice() {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(readLanguage)
  const names = { en: t('settings.english'), 'zh-CN': t('settings.chinese') }
  const language = names[chooseLanguage('browser', navigator.languages)]
  return (
    <Select
      label={t('settings.language')}
      options={[
        { id: 'browser', label: t('settings.languageBrowser', { language }) },
        { id: 'en', label: names.en },
        { id: 'zh-CN', label: names['zh-CN'] },
      ]}
      value={chosen}
      onChange={(id) => {
        setChosen(id as ChosenLanguage)
        void setLanguage(id as ChosenLanguage)
      }}
    />
  )
}
