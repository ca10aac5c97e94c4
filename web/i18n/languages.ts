export type Language = 'en' | 'zh-CN'
export type ChosenLanguage = Language | 'browser'

/** The page's language: the first of the browser's languages that the pages support, otherwise English. */
export function chooseLanguage(chosen: ChosenLanguage, ofBrowser: readonly string[]): Language {
  if (chosen !== 'browser') return chosen
  for (const tag of ofBrowser) {
    const language = tag.toLowerCase().split('-')[0]
    if (language === 'zh') return 'zh-CN'
    if (language === 'en') return 'en'
  }
  return 'en'
}
