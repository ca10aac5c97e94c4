import { cutTitle, TITLE_LENGTH } from '../../../contract/text/title.ts'

/** Whether the topic has as many characters as the server stores, so that the field accepts no more. */
export function isFullTopic(text: string): boolean {
  return Array.from(text).length >= TITLE_LENGTH
}

/** The typed topic, or `otherwise` if it is empty. */
export function topicOr(text: string, otherwise: string): string {
  return cutTitle(text.trim() || otherwise)
}
