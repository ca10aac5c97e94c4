export type Language = 'en' | 'zh-CN'
export type ChosenLanguage = Language | 'browser'

/**
 * The language of the page: the chosen one, or for `browser` the first of the browser's languages that the pages support.
 * English if they support none.
 */
export function chooseLanguage(chosen: ChosenLanguage, ofBrowser: readonly string[]): Language {
  if (chosen !== 'browser') return chosen
  for (const tag of ofBrowser) {
    const language = tag.toLowerCase().split('-')[0]
    if (language === 'zh') return 'zh-CN'
    if (language === 'en') return 'en'
  }
  return 'en'
}
