import type { Paragraph, Picture, Sentence } from '../../service/control/engine-ports.ts'

/** The layout of a recording or stream. */
export function toPicture(layout: Picture['layout'], smallWindow: Picture['smallWindow']): Picture {
  return { ...(layout && { layout }), ...(smallWindow && { smallWindow }) }
}

/** The fields of a paragraph that recordings and minutes share. */
export function toParagraph({ recordId, speaker, nick, text, startMs, endMs, sentences }: Paragraph) {
  return {
    unionId: speaker,
    nickName: nick,
    recordId,
    startTime: startMs,
    endTime: endMs,
    paragraph: text,
    sentenceList: sentences.map(toSentence),
  }
}

function toSentence({ speaker, text, startMs, endMs, words }: Sentence) {
  return {
    unionId: speaker,
    sentence: text,
    startTime: startMs,
    endTime: endMs,
    wordList: words.map((word) => ({
      wordId: word.wordId,
      word: word.text,
      startTime: word.startMs,
      endTime: word.endMs,
    })),
  }
}
