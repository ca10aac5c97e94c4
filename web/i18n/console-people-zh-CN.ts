import type { consolePeopleEn } from './console-people-en.ts'
import type { SameKeys } from './same-keys.ts'

export const consolePeopleZh: SameKeys<typeof consolePeopleEn> = {
  lead: '“{{organization}}”中所有拥有账号的人员。',
  search: '搜索人员',
  searchHint: '姓名、用户名或拼音',
  state: '账号状态',
  stateAll: '全部账号',
  stateEnabled: '可以登录',
  stateDisabled: '已停用',
  role: '角色',
  roleAll: '全部角色',
  roleAdministrator: '管理员',
  name: '姓名',
  department: '部门',
  jobNumber: '工号',
  email: '邮箱',
  none: '没有符合条件的人员。请更改搜索内容或筛选条件。',
  administrator: '管理员',
  operator: '运维人员',
  disabled: '已停用',
  temporaryPassword: '临时密码',
  noPassword: '无密码',
}
