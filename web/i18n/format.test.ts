import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TFunction } from 'i18next'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import { en } from './en.ts'
import { errorText, formatDay, formatTime, formatTimeAfter, formatDateTime } from './format.ts'

test('[PG27] a moment is shown with its day unless it is today, and with its year unless it is this year', () => {
  const now = new Date()
  const year = now.getFullYear()
  // Another day of this year, whatever today is.
  const other = new Date(year, now.getMonth() === 0 ? 5 : 0, 15, 10).getTime()
  assert.match(formatDateTime('en', now.getTime()), /^\d{1,2}:\d\d\s[AP]M$/)
  assert.match(formatDateTime('en', other), /^[A-Z][a-z]{2}, (Jan|Jun) 15, 10:00\sAM$/)
  assert.match(
    formatDateTime('en', new Date(year + 4, 0, 1, 10).getTime()),
    new RegExp(`Jan 1, ${year + 4}, 10:00\\sAM$`),
  )
})

test('[PG31] an hour has no leading zero', () => {
  const [early, late] = [new Date(2031, 0, 5, 9, 5), new Date(2031, 0, 5, 13, 25)].map(Number) as [number, number]
  assert.match(formatTime('en', early), /^9:05\sAM$/)
  assert.match(formatTime('en', late), /^1:25\sPM$/)
  assert.match(formatDateTime('en', early), /, 9:05\sAM$/)
  assert.deepEqual([formatTime('zh-CN', early), formatTime('zh-CN', late)], ['9:05', '13:25'])
})

test('[PG38] today and yesterday are words, and other days have their date', () => {
  const daysAgo = (days: number) => new Date(new Date().setHours(12)).setDate(new Date().getDate() - days)
  assert.deepEqual([formatDay('en', daysAgo(0)), formatDay('en', daysAgo(1))], ['Today', 'Yesterday'])
  assert.deepEqual([formatDay('zh-CN', daysAgo(0)), formatDay('zh-CN', daysAgo(1))], ['今天', '昨天'])
  assert.equal(formatDay('en', new Date(2021, 4, 7, 10).getTime()), 'Friday, May 7, 2021')
  assert.equal(formatDay('zh-CN', new Date(2021, 4, 7, 10).getTime()), '2021年5月7日星期五')
})

test('[PG38] the end of a meeting has its day only if it is another one than that of the start', () => {
  const [start, sameDay, nextDay] = [
    [7, 23, 0],
    [7, 23, 30],
    [8, 0, 30],
  ].map(([day, hour, minute]) => new Date(2031, 4, day, hour, minute).getTime()) as [number, number, number]
  assert.match(formatTimeAfter('en', sameDay, start), /^11:30\sPM$/)
  assert.match(formatTimeAfter('en', nextDay, start), /^Thu, May 8, 12:30\sAM$/)
})

test('[PG30] a room code of 11 digits is shown in groups, and any other code as it is', () => {
  assert.equal(groupRoomCode('16941442266'), '169 4144 2266')
  for (const other of ['', '1', '1694144226', '169414422660', 'abcdefghijk']) assert.equal(groupRoomCode(other), other)
})

test('[PG34] a server that is stopping is not called unreachable', () => {
  const t = ((key: string) => key) as TFunction
  assert.deepEqual([errorText(t, 'offline'), errorText(t, 'unavailable')], ['error.offline', 'error.unavailable'])
  assert.match(en.error.unavailable, /available right now/)
})
