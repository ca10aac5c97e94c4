import { cutTitle, TITLE_LENGTH } from '../../../contract/text/title.ts'

/** The field accepts no more, since the server would cut it off. */
export function isFullTopic(text: string): boolean {
  return Array.from(text).length >= TITLE_LENGTH
}

/** The typed topic, or `otherwise` if it is empty. */
export function topicOr(text: string, otherwise: string): string {
  return cutTitle(text.trim() || otherwise)
}
