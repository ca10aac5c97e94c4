import type { accountEn } from './account-en.ts'
import type { SameKeys } from './same-keys.ts'

export const accountZh: SameKeys<typeof accountEn> = {
  forgotten: {
    title: '忘记密码？',
    ask: '请联系你所在组织的管理员。管理员可以给你一个新密码，或一个用来设置新密码的链接。',
    lead: '我们会通过邮件发给你一个设置新密码的链接。',
    user: '用户名',
    organization: '组织',
    submit: '发送邮件',
    busy: '正在发送…',
    incomplete: '请输入用户名。',
    tooMany: '请求过于频繁，请稍后再试。',
    sentTitle: '请查收邮件',
    sent: '如果 {{userId}} 使用密码登录并已登记邮箱，链接会发送到该邮箱。链接只能使用一次，24 小时内有效。',
    otherwise: '没有收到邮件？{{help}}',
    done: '完成',
    cancel: '取消',
  },
  link: {
    title: '设置新密码',
    lead: '账号：{{name}}（{{userId}}），{{organization}}。你在其他设备上的登录都会失效。',
    submit: '修改密码并登录',
    invalidTitle: '这个链接已失效',
    invalid: '链接可能已过期、已被使用，或已被新的链接取代。',
    again: '前往登录',
    retry: '重试',
  },
}
