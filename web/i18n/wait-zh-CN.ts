import type { SameKeys } from './same-keys.ts'
import type { waitEn } from './wait-en.ts'

export const waitZh: SameKeys<typeof waitEn> = {
  for: {
    'waiting-room': '请等待主持人允许你加入。',
    'host-absent': '主持人加入后会议才开始。',
  },
  words: '届时你会自动进入会议，麦克风和摄像头保持当前状态。',
  ahead: {
    'waiting-room': '此会议需要主持人允许才能加入。',
    'host-absent': '主持人还没有到，你可以在此等待。',
  },
  stop: '停止等待',
  group: '请求加入',
  letIn: '允许',
  letInName: '允许{{nick}}加入',
  letAllIn: '全部允许',
  refuse: '拒绝',
  refuseName: '拒绝{{nick}}加入',
  refuseTitle: '要拒绝{{nick}}加入吗？',
  refuseWords: '对方会收到通知；除非你禁止，否则可以再次请求。',
  refuseForbid: '不允许再次请求',
  refuseConfirm: '拒绝',
  asking_one: '{{count}} 人请求加入',
  asking_other: '{{count}} 人请求加入',
}
