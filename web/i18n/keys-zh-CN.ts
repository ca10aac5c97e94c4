import type { keysEn } from './keys-en.ts'
import type { SameKeys } from './same-keys.ts'

export const keysZh: SameKeys<typeof keysEn> = {
  title: '键盘快捷键',
  words: '在会议中可用，输入文字时除外。',
  switch: '启用单键快捷键（Esc 始终可用）',
  key: '按键',
  does: '功能',
  space: '空格',
  talk: '麦克风关闭时，按住说话',
  microphone: '开关麦克风',
  camera: '开关摄像头',
  hand: '举手或放下手',
  people: '显示或隐藏成员列表',
  chat: '显示或隐藏聊天',
  layout: '切换演讲者视图与宫格视图',
  pages: '上一页或下一页视频',
  help: '显示此列表',
  escape: '关闭已打开的面板或对话框',
  back: '返回首页',
}
