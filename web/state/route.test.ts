import assert from 'node:assert/strict'
import test from 'node:test'
import { authorizationPath, meetingPath, readRoute, signInPath } from './route.ts'

for (const [path, search, route] of [
  ['/', '', { page: 'home' }],
  ['/', '?signin=failed', { page: 'home', refused: 'failed' }],
  ['/', '?signin=%3Cb%3E', { page: 'home' }],
  ['/', '?to=%2Fapp%3FroomCode%3D47', { page: 'home', to: '/app?roomCode=47' }],
  ['/', '?signin=failed&to=%2Fsettings', { page: 'home', refused: 'failed', to: '/settings' }],
  ['/settings', '', { page: 'settings' }],
  ['/settings/', '', { page: 'settings' }],
  ['/help/keys', '', { page: 'keys' }],
  [
    '/oauth2/auth',
    '?client_id=app&redirect_uri=https%3A%2F%2Fa.example%2Fb%3Fc&response_type=code&scope=openid+corpid&state=s&prompt=consent',
    {
      page: 'authorization',
      request: {
        clientId: 'app',
        redirectUri: 'https://a.example/b?c',
        responseType: 'code',
        scope: 'openid corpid',
        state: 's',
      },
    },
  ],
  [
    '/oauth2/auth',
    '',
    { page: 'authorization', request: { clientId: '', redirectUri: '', responseType: '', scope: '' } },
  ],
  ['/console', '', { page: 'console', path: '/console', search: '' }],
  ['/console/people', '?q=a', { page: 'console', path: '/console/people', search: '?q=a' }],
  ['/consoles', '', { page: 'nowhere' }],
  ['/', '?to=%2Fconsole%2Fpeople%3Fq%3Da', { page: 'home', to: '/console/people?q=a' }],
  ['/help', '', { page: 'nowhere' }],
  ['/app', '', { page: 'meeting', arrival: { kind: 'unknown' } }],
  ['/app', '?roomCode=47', { page: 'meeting', arrival: { kind: 'link', roomCode: '47' } }],
  ['/app', '?roomCode=47&token=1_t', { page: 'meeting', arrival: { kind: 'link', roomCode: '47', token: '1_t' } }],
  ['/app', '?roomCode=47&passcode=9', { page: 'meeting', arrival: { kind: 'link', roomCode: '47', passcode: '9' } }],
  ['/app', '?roomCode=47&token=', { page: 'meeting', arrival: { kind: 'link', roomCode: '47' } }],
  ['/app', '?token=1_t', { page: 'meeting', arrival: { kind: 'unknown' } }],
] as const) {
  test(`[PG8] ${path}${search} is the address of ${JSON.stringify(route)}`, () => {
    assert.deepEqual(readRoute(path, search), route)
  })
}

test('[PG8] of several proofs in an address the most personal one is used, since the server takes one', () => {
  assert.deepEqual(readRoute('/app', '?roomCode=4&token=t&login=l&passcode=p'), {
    page: 'meeting',
    arrival: { kind: 'link', roomCode: '4', login: 'l' },
  })
})

test('[PG8] the address of a meeting is read back with the same proof', () => {
  const arrival = { kind: 'link', roomCode: '4 7', token: '1_a&b=c' } as const
  const [path = '', search = ''] = meetingPath(arrival).split('?')
  assert.deepEqual(readRoute(path, `?${search}`), { page: 'meeting', arrival })
})

test('[OA1] the address of a page that lets an app know somebody is read back, also after a sign-in', () => {
  const request = { clientId: 'app', redirectUri: 'https://a.example/?b=c', responseType: 'code', scope: 'openid' }
  const to = authorizationPath({ ...request, state: 'x&y' })
  const [path = '', search = ''] = to.split('?')
  assert.deepEqual(readRoute(path, `?${search}`), { page: 'authorization', request: { ...request, state: 'x&y' } })
  assert.deepEqual(readRoute('/', signInPath(to).slice(1)), { page: 'home', to })
})

test('[WS28] a sign-in leads only to pages of this server that need it', () => {
  for (const to of [
    'https://evil.example/app',
    '//evil.example/app',
    '/\\evil.example/app',
    '/',
    '/nowhere',
    '/help/keys',
  ])
    assert.deepEqual(readRoute('/', signInPath(to).slice(1)), { page: 'home' }, to)
})

test('[PG37] a short link that the server did not redirect leads nowhere', () => {
  for (const path of ['/j/abc', '/j/abc/']) assert.deepEqual(readRoute(path, ''), { page: 'bad-link', code: 'abc' })
  for (const path of ['/j', '/j/abc/calendar.ics']) assert.deepEqual(readRoute(path, ''), { page: 'nowhere' })
})
