import { consoleAppsZh } from './console-apps-zh-CN.ts'
import { consoleAuditZh } from './console-audit-zh-CN.ts'
import type { consoleEn } from './console-en.ts'
import { consoleEventsZh } from './console-events-zh-CN.ts'
import { consoleLiveZh } from './console-live-zh-CN.ts'
import { consoleOverviewZh } from './console-overview-zh-CN.ts'
import { consoleBookingsZh } from './console-bookings-zh-CN.ts'
import { consoleLogZh } from './console-log-zh-CN.ts'
import { consoleMeetingsZh } from './console-meetings-zh-CN.ts'
import { consolePeopleZh } from './console-people-zh-CN.ts'
import { consoleSandboxZh } from './console-sandbox-zh-CN.ts'
import { consoleSettingsZh } from './console-settings-zh-CN.ts'
import type { SameKeys } from './same-keys.ts'

export const consoleZh: SameKeys<typeof consoleEn> = {
  title: '管理控制台',
  titleOf: '管理控制台：{{page}}',
  pages: '管理控制台的页面',
  organization: '组织',
  newOrganization: {
    add: '添加组织',
    name: '名称',
    corpId: 'Corp ID',
    corpIdHelp: '应用用它指明组织，以后不能更改。留空则自动生成。',
    next: '接下来，请在“人员”中添加第一位管理员。',
  },
  refused: '仅限管理员',
  refusedWords: '管理控制台仅供“{{organization}}”的管理员使用。如需更改，请联系管理员。',
  home: '返回首页',
  nowhere: '管理控制台没有这个页面',
  toConsole: '打开管理控制台',
  stale: '服务器没有响应，内容可能不是最新的。',
  more: '加载更多',
  earlierLeftOut: '显示 {{count}} 行，之前的行已省略。',
  toBeginning: '回到开头',
  loadingMore: '正在加载…',
  cancel: '取消',
  add: '添加',
  save: '保存',
  done: '完成',
  actions: '操作',
  copy: '复制：{{what}}',
  localUrl: '仅在这台计算机上有效。请将 ROLLCALL_PUBLIC_URL 设为其他人使用的地址。',
  shownOnce: '仅显示这一次。请在关闭窗口之前复制。',
  page: {
    overview: '概览',
    live: '进行中的会议',
    meetings: '会议',
    bookings: '预约',
    people: '人员',
    apps: '应用',
    events: '事件订阅',
    settings: '设置',
    audit: '审计日志',
    sandbox: '沙箱',
  },
  error: {
    conferenceNotFound: '组织中没有这场会议。',
    conferenceEnded: '会议已结束。',
    memberNotFound: '对方已不在会议中。',
    conferenceLocked: '会议已锁定，请先解锁。',
    notAdministrator: '你不是这个组织的管理员。',
    notOperator: '只有服务器的运维人员可以这样做。',
    organizationNotFound: '组织不存在。',
    organizationExists: '其他组织正在使用这个 Corp ID。',
    appNotFound: '此应用已不存在。',
    appExists: '其他应用正在使用或曾经使用这个 Client ID。',
    userNotFound: '此人员已不存在。',
    userExists: '组织中已有人使用这个用户名。',
    userDisabled: '该成员已停用，请先启用。',
    unionIdTaken: '其他人正在使用或曾经使用这个 Union ID。',
    personInMeeting: '对方仍列在进行中的会议里。请先结束会议，或等待会议结束。',
    erasureUnfinished: '使用此 ID 的人员仍在被抹除。请几分钟后再试。',
    lastAdministrator: '对方是最后一位可以登录的管理员。请先将其他人设为管理员。',
  },
  overview: consoleOverviewZh,
  live: consoleLiveZh,
  meetings: consoleMeetingsZh,
  log: consoleLogZh,
  bookings: consoleBookingsZh,
  people: consolePeopleZh,
  apps: consoleAppsZh,
  events: consoleEventsZh,
  audit: consoleAuditZh,
  settings: consoleSettingsZh,
  sandbox: consoleSandboxZh,
}
