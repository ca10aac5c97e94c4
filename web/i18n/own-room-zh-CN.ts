import type { ownRoomEn } from './own-room-en.ts'
import type { SameKeys } from './same-keys.ts'

export const ownRoomZh: SameKeys<typeof ownRoomEn> = {
  title: '个人会议室',
  lead: '一个固定不变的专属会议链接。你入会后，会议才会开始。',
  make: '获取我的链接',
  making: '正在获取链接…',
  ownTitle: '{{name}} 的个人会议室',
  start: '开始',
  startNamed: '开始 {{title}}',
  join: '加入',
  joinNamed: '加入 {{title}}',
  copyLink: '复制 {{title}} 的链接',
  options: '选项',
  optionsNamed: '{{title}} 的选项',
  optionsTitle: '个人会议室选项',
  passcode: '入会密码 {{passcode}}',
  waitingRoom: '等候室',
  waitingRoomWords: '由你逐个准入。修改从下次会议起生效。',
  renewTitle: '会议链接',
  renew: '更换链接',
  renewWords: '你将获得新的链接、会议号和入会密码，旧的将失效。',
  renewAsk: '要更换链接吗？',
  renewAskWords: '旧链接将无法再用于入会。请将新链接发给需要的人。',
  renewConfirm: '更换',
  keep: '保留链接',
}
