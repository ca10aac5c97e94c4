import { ZH_CONFERENCE_FIELDS } from './zh-conference-fields.ts'
import { ZH_OPERATIONS } from './zh-operations.ts'
import { ZH_OTHER_FIELDS } from './zh-other-fields.ts'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in each language. */
export type Texts = Readonly<Record<Language, string>>

/** What may be wrong with a parameter. */
export type Problem = 'blank' | 'missing' | 'malformed' | 'missing or malformed'

/** Turns the content of the contract and of the error tables into texts of one language. */
export type Words = Readonly<{
  language: Language
  /** A description of the contract, or a reason of an operation. @throws Error without a translation */
  of(text: string): string
  sentences(all: readonly string[]): string
  /** Joins the reasons for one answer. */
  reasons(all: readonly string[]): string
  oneOf(names: readonly string[]): string
  types(names: readonly string[]): string
  isWrong(names: readonly string[], problem: Problem): string
  limit: Readonly<{
    between(least: number, most: number): string
    atLeast(count: number): string
    atMost(count: number): string
    count(least: number, most: number): string
    exactlyOne: string
    characters(most: number): string
    byDefault(value: string | number | boolean): string
    asUnder(link: string): string
  }>
  yesNo(is: boolean): string
  places: Readonly<Record<'path' | 'query' | 'body', string>>
  scope(name: string | undefined): string
  withEngine: string
  heads: Readonly<Record<'parameters' | 'answer' | 'errors' | 'legacyErrors' | 'gateway', readonly string[]>>
  sameMessage: string
}>

const english: Words = {
  language: 'en',
  of: (text) => text,
  sentences: (all) => all.join(' '),
  reasons: (all) => {
    if (all.length < 2) return all.join('')
    const separator = all.length > 2 || all.some((reason) => /[,;]/.test(reason)) ? ';' : ','
    return `${all.slice(0, -1).join(`${separator} `)}${separator} or ${all.at(-1)}`
  },
  oneOf: (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`),
  types: (names) => names.join(' or '),
  isWrong: (names, problem) => `${names.length === 0 ? 'a parameter' : english.oneOf(names)} is ${problem}`,
  limit: {
    between: (least, most) => `${least} to ${most}.`,
    atLeast: (count) => `At least ${count}.`,
    atMost: (count) => `At most ${count}.`,
    count: (least, most) => `${least} to ${most} of them.`,
    exactlyOne: 'Exactly one.',
    characters: (most) => `At most ${most} characters.`,
    byDefault: (value) => `Default ${value}.`,
    asUnder: (link) => `As under ${link}.`,
  },
  yesNo: (is) => (is ? 'yes' : 'no'),
  places: { path: 'path', query: 'query', body: 'body' },
  scope: (name) => (name === undefined ? 'no token' : `scope \`${name}\``),
  withEngine: 'The answer with an engine:',
  heads: {
    parameters: ['parameter', 'in', 'type', 'required', ''],
    answer: ['answer', 'type', 'always', ''],
    errors: ['status', 'code', 'message', 'when'],
    legacyErrors: ['errcode', 'sub_code', 'errmsg', 'when'],
    gateway: ['status', 'code', 'message in English', 'in Chinese', 'when'],
  },
  sameMessage: 'the same',
}

/** Units that the contract adds at the end of descriptions. */
const UNITS: Readonly<Record<string, string>> = {
  ' Epoch milliseconds.': '毫秒时间戳。',
  ' From the beginning of the recording. Milliseconds.': '自录制开始起的毫秒数。',
  ' Milliseconds from the beginning.': '自开始起的毫秒数。',
  ' Milliseconds.': '毫秒。',
}
/** All Chinese texts, by the English text. */
export const ZH_TEXTS: Readonly<Record<string, string>> = {
  ...ZH_OPERATIONS,
  ...ZH_CONFERENCE_FIELDS,
  ...ZH_OTHER_FIELDS,
}
const ZH_PROBLEMS: Readonly<Record<Problem, string>> = {
  blank: '为空白',
  missing: '缺失',
  malformed: '格式错误',
  'missing or malformed': '缺失或格式错误',
}

function toChinese(text: string): string {
  const known = ZH_TEXTS[text]
  if (known !== undefined) return known
  const [unit, inChinese = ''] = Object.entries(UNITS).find(([suffix]) => text.endsWith(suffix)) ?? []
  const base = unit === undefined ? undefined : ZH_TEXTS[text.slice(0, -unit.length)]
  if (base !== undefined) return base + inChinese
  const title = ZH_TEXTS[text.slice(0, -1)]
  if (title !== undefined && text.endsWith('.')) return `${title}。`
  throw new Error(`there is no Chinese for: ${text}`)
}

const chinese: Words = {
  language: 'zh-CN',
  of: toChinese,
  sentences: (all) => all.join(''),
  reasons: (all) => all.join('；或'),
  oneOf: (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')} 或 ${names.at(-1)}`),
  types: (names) => names.join(' 或 '),
  isWrong: (names, problem) =>
    names.length === 0 ? `参数${ZH_PROBLEMS[problem]}` : `${chinese.oneOf(names)} ${ZH_PROBLEMS[problem]}`,
  limit: {
    between: (least, most) => `${least} 到 ${most}。`,
    atLeast: (count) => `至少 ${count} 个。`,
    atMost: (count) => `最多 ${count} 个。`,
    count: (least, most) => `${least} 到 ${most} 个。`,
    exactlyOne: '恰好一个。',
    characters: (most) => `最多 ${most} 个字符。`,
    byDefault: (value) => `默认 ${value}。`,
    asUnder: (link) => `同 ${link}。`,
  },
  yesNo: (is) => (is ? '是' : '否'),
  places: { path: '路径', query: '查询', body: '请求体' },
  scope: (name) => (name === undefined ? '无需令牌' : `权限 \`${name}\``),
  withEngine: '有引擎时的应答：',
  heads: {
    parameters: ['参数', '位置', '类型', '必填', '说明'],
    answer: ['应答', '类型', '始终返回', '说明'],
    errors: ['状态码', '错误码', '消息', '原因'],
    legacyErrors: ['errcode', 'sub_code', 'errmsg', '原因'],
    gateway: ['状态码', '错误码', '英文消息', '中文消息', '原因'],
  },
  sameMessage: '相同',
}

export const WORDS: Readonly<Record<Language, Words>> = { en: english, 'zh-CN': chinese }
