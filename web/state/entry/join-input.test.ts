import assert from 'node:assert/strict'
import test from 'node:test'
import { readJoinInput } from './join-input.ts'

const HERE = 'https://meet.example/'

for (const [text, read] of [
  ['', { kind: 'empty' }],
  ['   ', { kind: 'empty' }],
  ['40099961877', { kind: 'link', roomCode: '40099961877' }],
  [' 400 999-61877\n', { kind: 'link', roomCode: '40099961877' }],
  ['my meeting', { kind: 'unreadable' }],
  ['4009x', { kind: 'unreadable' }],
  ['https://meet.example/app?roomCode=47&token=1_t', { kind: 'link', roomCode: '47', token: '1_t' }],
  [
    'Ada calls you: https://meet.example/app?roomCode=47&token=1_t, come',
    { kind: 'link', roomCode: '47', token: '1_t' },
  ],
  ['入会链接：https://meet.example/app?roomCode=47&token=1_t。', { kind: 'link', roomCode: '47', token: '1_t' }],
  ['https://meet.example/app?roomCode=47&login=L&token=1_t', { kind: 'link', roomCode: '47', login: 'L' }],
  ['https://meet.example/app?roomCode=47', { kind: 'link', roomCode: '47' }],
  ['https://meet.example/app', { kind: 'unreadable' }],
  ['https://meet.example/settings?roomCode=47', { kind: 'unreadable' }],
  ['https://other.example:8443/app?roomCode=47&token=1_t', { kind: 'elsewhere', host: 'other.example:8443' }],
  ['https://meet.example/j/aB3dE6gH9kL', { kind: 'short-link', path: '/j/aB3dE6gH9kL' }],
  ['https://meet.example/below/j/aB3dE6gH9kL', { kind: 'short-link', path: '/j/aB3dE6gH9kL' }],
  ['Weekly: https://meet.example/j/aB3dE6gH9kL. Come', { kind: 'short-link', path: '/j/aB3dE6gH9kL' }],
  ['https://other.example/j/aB3dE6gH9kL', { kind: 'elsewhere', host: 'other.example' }],
  ['https://meet.example/j/short', { kind: 'unreadable' }],
  ['https://meet.example/j/aB3dE6gH9kL/calendar.ics', { kind: 'unreadable' }],
  ['javascript:alert(1)', { kind: 'unreadable' }],
] as const) {
  test(`[PG11] "${text.trim()}" is read as ${JSON.stringify(read)}`, () => {
    assert.deepEqual(readJoinInput(text, HERE), read)
  })
}
