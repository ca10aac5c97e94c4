/** As the server, which cuts what is longer: characters, and not the units of the browser's `maxLength`. */
export const TOPIC_CHARACTERS = 50

/** Its beginning, as far as a topic goes. */
export function cutTopic(text: string): string {
  return Array.from(text).slice(0, TOPIC_CHARACTERS).join('')
}

export function isFullTopic(text: string): boolean {
  return Array.from(text).length >= TOPIC_CHARACTERS
}

/** The topic that was given, or `otherwise` if there is nothing in it. */
export function topicOr(text: string, otherwise: string): string {
  return cutTopic(text.trim() || otherwise)
}
