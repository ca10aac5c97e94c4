import type { accountEn } from './account-en.ts'
import type { attendanceEn } from './attendance-en.ts'
import type { consoleEn } from './console-en.ts'
import type { en } from './en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: {
      translation: typeof en
      account: typeof accountEn
      attendance: typeof attendanceEn
      console: typeof consoleEn
      sandbox: { banner: string }
    }
  }
}
