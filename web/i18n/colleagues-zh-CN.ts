import type { colleaguesEn } from './colleagues-en.ts'
import type { SameKeys } from './same-keys.ts'

export const colleaguesZh: SameKeys<typeof colleaguesEn> = {
  search: '同事姓名或拼音',
  list: '同事',
  searching: '正在搜索…',
  none: '未找到，请检查姓名。',
  nobody: '你的组织中没有其他人。',
  failed: '无法加载同事列表，请重试。',
  more: '显示更多',
}
