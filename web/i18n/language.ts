import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { chooseLanguage, type Language, type LanguageWish } from './languages.ts'
import { zhCN } from './zh-CN.ts'

const KEPT_AS = 'rollcall.language'

/** Initializes i18next with the language chosen in this browser, or else the browser's own. */
export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    lng: chooseLanguage(readWish(), navigator.languages),
    fallbackLng: 'en',
    interpolation: { escapeValue: false }, // React does it
  })
}

export function readWish(): LanguageWish {
  const kept = attempt(() => localStorage.getItem(KEPT_AS))
  return kept === 'en' || kept === 'zh-CN' ? kept : 'browser'
}

/** Changes the language of this device, at once. */
export async function wishLanguage(wish: LanguageWish): Promise<void> {
  attempt(() => (wish === 'browser' ? localStorage.removeItem(KEPT_AS) : localStorage.setItem(KEPT_AS, wish)))
  const language: Language = chooseLanguage(wish, navigator.languages)
  await i18next.changeLanguage(language)
}

/** If the browser stores nothing, as in some private windows, the choice is lost and nothing else. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
