import type { authorizationEn } from './authorization-en.ts'
import type { SameKeys } from './same-keys.ts'

export const authorizationZh: SameKeys<typeof authorizationEn> = {
  title: '登录 {{app}}',
  lead: '{{app}} 想要获取你的身份。',
  gets: '该应用将获得：',
  person: '你的姓名、用户名和邮箱',
  organization: '你所在的组织：{{organization}}',
  next: '随后将前往 {{host}}。',
  allow: '同意',
  allowing: '正在前往…',
  deny: '拒绝',
  other: '使用其他账号',
  refused: '无法登录该应用',
  appUnknown: '此服务器上没有该应用。',
  appElsewhere: '该应用不适用于你所在的组织。请使用其他组织的账号。',
  redirect: '该应用没有登记它要跳转的地址 {{address}}。请联系应用的开发者。',
  malformed: '此服务器不支持该应用的请求。请联系应用的开发者。',
}
