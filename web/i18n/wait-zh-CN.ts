import type { SameKeys } from './same-keys.ts'
import type { waitEn } from './wait-en.ts'

export const waitZh: SameKeys<typeof waitEn> = {
  for: {
    'waiting-room': '正在等待获准入会',
    'host-absent': '正在等待主持人或联席主持人入会',
  },
  owner: {
    for: { 'waiting-room': '正在等待 {{name}} 准入', 'host-absent': '正在等待 {{name}} 入会' },
    ahead: {
      'waiting-room': '需由 {{name}} 准入后方可入会。',
      'host-absent': '{{name}} 入会后会议才会开始，你可以先加入等候。',
    },
  },
  words: '届时你将自动入会，麦克风和摄像头保持当前设置。',
  ahead: {
    'waiting-room': '经主持人或联席主持人准许后，你才能入会。',
    'host-absent': '主持人或联席主持人入会后会议才会开始，你可以先加入并等待。',
  },
  stop: '停止等待',
  group: '等待入会',
  letIn: '准入',
  letInName: '准入 {{nick}}',
  letAllIn: '全部准入',
  refuse: '拒绝',
  refuseName: '拒绝 {{nick}} 入会',
  refuseTitle: '拒绝 {{nick}} 入会？',
  refuseWords: '对方会收到通知。如未打开下方开关，对方可以再次请求入会。',
  refuseForbid: '不允许再次请求',
  refuseConfirm: '拒绝',
  waitingCount_one: '{{count}} 人等待入会',
  waitingCount_other: '{{count}} 人等待入会',
}
