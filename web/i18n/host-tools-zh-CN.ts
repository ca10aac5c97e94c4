import type { hostToolsEn } from './host-tools-en.ts'
import type { SameKeys } from './same-keys.ts'

export const hostToolsZh: SameKeys<typeof hostToolsEn> = {
  title: '主持人工具',
  joining: '入会',
  everyone: '允许所有人',
  people: '会议成员',
  setting: {
    locked: '锁定会议',
    waitingRoom: '等候室',
    muteOnJoin: '成员入会时静音',
    sharing: '共享屏幕',
    chat: '聊天和发送表情',
  },
  about: {
    locked: '其他人无法加入。',
    waitingRoom: '由你逐个准入。',
    muteOnJoin: '成员可以自行解除静音，除非已被禁止。',
    sharing: '关闭后，只有主持人和联席主持人可以共享。',
    chat: '关闭后，所有人都无法发送。已有消息会保留。',
  },
  muteAll: '全体静音…',
  allowUnmuting: '允许解除静音',
  lowerHands: '全部手放下',
  mute: {
    title: '全体静音？',
    words: '除主持人和联席主持人外，所有人都会被静音。',
    mayUnmute: '允许成员自行解除静音',
    free: '成员可以重新打开自己的麦克风。',
    barred: '在你允许之前，成员无法打开麦克风。之后入会的成员也是如此。',
    confirm: '全体静音',
  },
  remove: {
    left: '对方已离开。将其移出后，会议锁定期间对方无法重新加入；等候室开启时，对方需重新等待准入。',
    forbidden: '对方无法再以 {{nick}} 的身份入会，但任何有链接的人仍可更改名字后以访客身份加入。',
    waitingRoom: '同时开启等候室',
    locked: '同时锁定会议',
  },
}
