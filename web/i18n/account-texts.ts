import i18next from 'i18next'
import { accountEn } from './account-en.ts'
import { accountZh } from './account-zh-CN.ts'

/** Adds the words for people who have forgotten their password in both languages. They are no part of the first load. */
export function addAccountTexts(): void {
  i18next.addResourceBundle('en', 'account', accountEn)
  i18next.addResourceBundle('zh-CN', 'account', accountZh)
}
