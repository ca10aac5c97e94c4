import type { callsEn } from './calls-en.ts'
import type { SameKeys } from './same-keys.ts'

export const callsZh: SameKeys<typeof callsEn> = {
  over: {
    declined: '{{nick}} 拒绝了你的呼叫',
    'no-answer': '{{nick}} 未接听你的呼叫',
    'call-failed': '未能呼叫到 {{nick}}',
  },
  again: '再次呼叫',
  againName: '再次呼叫 {{nick}}',
}
