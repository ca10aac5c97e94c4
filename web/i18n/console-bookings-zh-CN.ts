import type { consoleBookingsEn } from './console-bookings-en.ts'
import type { SameKeys } from './same-keys.ts'

/** `bookings`. */
export const consoleBookingsZh: SameKeys<typeof consoleBookingsEn> = {
  lead: '“{{organization}}”预约的会议。重复的会议显示下一次的时间。',
  book: '在主页预约会议',
  none: '没有预约的会议。',
  noneOf: '没有与 {{name}} 相关的预约。',
  when: '时间',
  until: '{{from}} – {{to}}',
  invited: '受邀人数',
  goingOn: '进行中',
  actions: '“{{title}}”的操作',
  change: '更改',
  attendance: '参会记录',
  changed: '更改已保存。',
  canceled: '已取消。',
  dateCanceled: '这一次已取消。',
}
