import type { alertsEn } from './alerts-en.ts'
import type { SameKeys } from './same-keys.ts'

export const alertsZh: SameKeys<typeof alertsEn> = {
  admitted: '你已入会。返回此页面后，其他人才能看到和听到你。',
  offer: {
    admitted: '即使此页面在后台，你获准入会时也会收到通知。',
    knocks: '即使此页面在后台，有人等待入会时你也会收到通知。',
  },
}
