import i18next from 'i18next'
import { attendanceEn } from './attendance-en.ts'
import { attendanceZh } from './attendance-zh-CN.ts'

/** Adds the words of the attendance page in both languages. They are part of its chunk, not of the first load. */
export function addAttendanceTexts(): void {
  i18next.addResourceBundle('en', 'attendance', attendanceEn)
  i18next.addResourceBundle('zh-CN', 'attendance', attendanceZh)
}
