import { useTranslation } from 'react-i18next'
import type { AuditedAct } from '../../../contract/web/administration-types.ts'
import { useEventWords } from '../subscriptions/event-words.ts'
import { consoleAuditEn } from '../../i18n/console-audit-en.ts'

const { action: ACTIONS, detail: DETAILS, value: VALUES } = consoleAuditEn
/** The details whose values have words. Other values are what somebody typed. */
const CHOICES: ReadonlySet<string> = new Set(['muteOnJoin', 'sharing'])
const isKeyOf = <T extends object>(words: T, key: string): key is keyof T & string => Object.hasOwn(words, key)

type AuditWords = Readonly<{
  actionOf: (action: string) => string
  actorOf: (by: AuditedAct['by']) => string
  /** Further facts in one line; empty if there are none. */
  detailsOf: (entry: AuditedAct) => string
}>

/** The words for acts of administration in an organization. */
export function useAuditWords(corpId: string): AuditWords {
  const { t } = useTranslation('console')
  const { typeOf, wayOf } = useEventWords()
  const wordOf = (key: string, value: unknown): unknown => {
    if (key === 'types' && Array.isArray(value)) return value.map((type) => typeOf(String(type)))
    return key === 'way' && typeof value === 'string' ? wayOf(value) : value
  }
  const toText = (value: unknown): string => {
    if (value === null) return t('audit.nothing')
    if (Array.isArray(value))
      return value.length === 0 ? t('audit.nothing') : value.map(String).join(t('audit.between'))
    if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no')
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return {
    actionOf: (action) => (isKeyOf(ACTIONS, action) ? t(`audit.action.${action}`) : action),
    actorOf(by) {
      switch (by.kind) {
        case 'terminal':
          return t('audit.terminal', { user: by.user })
        case 'scim':
          return t('audit.scim', { id: by.tokenId })
        case 'server':
          return t('audit.server')
        case 'person':
          return by.corpId === corpId ? by.name : t('audit.operator', { name: by.name })
      }
    },
    detailsOf: ({ details = {}, target }) =>
      Object.entries(details)
        // The name stands in a column of its own, but a new one beside the former.
        .filter(([key, value]) => !(key === 'name' && value === target.name && details['formerName'] === undefined))
        .map(([key, value]) => {
          const name = isKeyOf(DETAILS, key) ? t(`audit.detail.${key}`) : key
          const text = toText(wordOf(key, value))
          const isWord = CHOICES.has(key) && isKeyOf(VALUES, text)
          return t('audit.fact', { name, value: isWord ? t(`audit.value.${text}`) : text })
        })
        .join(' · '),
  }
}
