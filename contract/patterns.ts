import { NAME_PATTERN, VISIBLE_PATTERN } from './text/shown.ts'

/** The patterns of texts in requests. */
export const PATTERNS = {
  nonBlank: '\\S',
  visible: VISIBLE_PATTERN,
  /** Blank, or with something visible. */
  visibleOrBlank: `^\\s*$|${VISIBLE_PATTERN}`,
  name: NAME_PATTERN,
  cursor: '^(0|[A-Za-z0-9_-]{32})$',
  numberCursor: '^(0|[1-9][0-9]{0,18})$',
  onlyPage: '^0$',
  liveUrl: '^rtmp',
  email: '^[^\\s@\\x00-\\x1f\\x7f]+@[^\\s@\\x00-\\x1f\\x7f]+$',
  seedId: '^[A-Za-z0-9_-]{1,64}$',
  pathId: '^[^\\x00-\\x1f\\x7f]{1,64}$',
  webUrl: '^https?://[^\\s#]+$',
  distance: '^(now|[+-][0-9]{1,9}(ms|s|m|h|d))$',
} as const

const WORDS: Readonly<Record<keyof typeof PATTERNS, string>> = {
  nonBlank: 'must not be blank',
  visible: 'must have something visible',
  visibleOrBlank: 'must have something visible, or be blank',
  name: 'must have something visible, and no control characters or bidi controls',
  cursor: 'must be 0 or the nextToken of the previous page',
  numberCursor: 'must be 0 or the nextToken of the previous page',
  onlyPage: 'must be absent, empty or 0',
  liveUrl: 'must begin with rtmp',
  email: 'must be an email address',
  seedId: 'must be 1 to 64 letters, digits, _ or -',
  pathId: 'must have 1 to 64 characters, and no control characters',
  webUrl: 'must begin with https:// or http://, and have no fragment',
  distance: 'must be now, or a distance from now such as -20m or +10s',
}

const NAMES = new Map(
  Object.entries(PATTERNS).map(([name, pattern]) => [pattern as string, name as keyof typeof WORDS]),
)

/** What a text must be, in words, if it has to match `pattern`; `undefined` if that is none of `PATTERNS`. */
export function wordsOfPattern(pattern: string): string | undefined {
  const name = NAMES.get(pattern)
  return name && WORDS[name]
}
