import type { accountEn } from './account-en.ts'
import type { SameKeys } from './same-keys.ts'

export const accountZh: SameKeys<typeof accountEn> = {
  link: {
    title: '设置新密码',
    lead: '账号：{{name}}（{{userId}}），{{organization}}。',
    ends: '你在其他设备上的登录都会失效。',
    submit: '修改密码并登录',
    invalidTitle: '这个链接已失效',
    invalid: '链接可能已过期、已被使用，或已被更新的链接取代。',
    again: '前往登录',
    retry: '重试',
  },
}
