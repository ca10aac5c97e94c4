import type { alertsEn } from './alerts-en.ts'
import type { SameKeys } from './same-keys.ts'

export const alertsZh: SameKeys<typeof alertsEn> = {
  admitted: '你已入会。返回此页面后，其他人才能看到和听到你。',
  offer: {
    admitted: '即使此页面在后台，也会在你获准入会时通知你。',
    knocks: '即使此页面在后台，也会在有人等待入会时通知你。',
  },
}
