import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '../controls/select.tsx'
import { readWish, wishLanguage } from '../i18n/language.ts'
import { chooseLanguage, type LanguageWish } from '../i18n/languages.ts'

export function LanguageChoice() {
  const { t } = useTranslation()
  const [wish, setWish] = useState(readWish)
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
      value={wish}
      onChange={(id) => {
        setWish(id as LanguageWish)
        void wishLanguage(id as LanguageWish)
      }}
    />
  )
}
