import { TITLE_LENGTH, titleOr } from '../../../contract/text/title.ts'

/** Whether the topic has as many characters as the server stores, so that the field accepts no more. */
export function isFullTopic(text: string): boolean {
  return Array.from(text).length >= TITLE_LENGTH
}

/** The typed topic as it is stored, or `otherwise` if nothing of it is visible. */
export function topicOr(text: string, otherwise: string): string {
  return titleOr({ title: text, otherwise })
}
