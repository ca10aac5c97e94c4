import type { Chapter, Highlight } from '../../service/control/engine-ports.ts'

export function toHighlight({ id, sentenceId, startMs, endMs, text }: Highlight) {
  return { id, sentenceId, start: startMs, end: endMs, text }
}

export function toChapter({ id, startMs, endMs, headline, summary }: Chapter) {
  return { id, start: startMs, end: endMs, headline, summary }
}
