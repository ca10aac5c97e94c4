import i18next from 'i18next'
import { consoleEn } from './console-en.ts'
import { consoleZh } from './console-zh-CN.ts'

/** Adds the words of the console in both languages. They are part of its chunk, not of the first load. */
export function addConsoleTexts(): void {
  i18next.addResourceBundle('en', 'console', consoleEn)
  i18next.addResourceBundle('zh-CN', 'console', consoleZh)
}
