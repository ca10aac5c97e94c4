import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { chooseLanguage, type Language, type ChosenLanguage } from './languages.ts'

/** The texts of each language. A page loads only those that it shows. */
const texts = {
  en: async () => (await import('./en.ts')).en,
  'zh-CN': async () => (await import('./zh-CN.ts')).zhCN,
} as const

const STORAGE_KEY = 'rollcall.language'

/** Initializes i18next with the language that the person has chosen in this browser, or else with the browser's own. */
export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  const language = chooseLanguage(readLanguage(), navigator.languages)
  await i18next.use(initReactI18next).init({
    resources: { [language]: { translation: await texts[language]() } },
    lng: language,
    fallbackLng: false, // every language is complete
    interpolation: { escapeValue: false }, // React does it
  })
}

export function readLanguage(): ChosenLanguage {
  const stored = attempt(() => localStorage.getItem(STORAGE_KEY))
  return stored === 'en' || stored === 'zh-CN' ? stored : 'browser'
}

/** Changes the language of the pages in this browser, as soon as its texts are loaded. */
export async function setLanguage(chosen: ChosenLanguage): Promise<void> {
  attempt(() =>
    chosen === 'browser' ? localStorage.removeItem(STORAGE_KEY) : localStorage.setItem(STORAGE_KEY, chosen),
  )
  const language: Language = chooseLanguage(chosen, navigator.languages)
  i18next.addResourceBundle(language, 'translation', await texts[language]())
  await i18next.changeLanguage(language)
}

/**
 * The result of `act`; `undefined` if the browser does not let the page store anything, as in some private windows. The
 * chosen language then lasts until the page is closed.
 */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
