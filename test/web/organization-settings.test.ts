import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationSettings } from '../../contract/web/administration-types.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const PATH = '/api/organization/settings'
type Answer = { settings: OrganizationSettings }

test('[CO60] settings are read and changed by administrators, and home knows what a new booking begins with', async () => {
  await using server = await startTester()
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  await ada.signIn({ userId: 'ada', password: ADA.password })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  const initial: OrganizationSettings = {
    retentionDays: null,
    guests: true,
    meetings: { waitingRoom: false, muteOnJoin: 'never', selfUnmuting: true, sharing: 'everybody', chat: true },
  }
  assert.deepEqual((await ada.ask<Answer>('GET', PATH)).body, { settings: initial })
  const body = { retentionDays: 365, meetings: { waitingRoom: true, muteOnJoin: 'crowd' } }
  const changed = await ada.ask<Answer>('PATCH', PATH, { body })
  const meetings = { ...initial.meetings, ...body.meetings }
  assert.deepEqual(changed.body, { settings: { retentionDays: 365, guests: true, meetings } })
  assert.deepEqual((await ada.ask('GET', PATH)).body, changed.body)
  assert.equal((await bram.ask<{ waitingRoom: boolean }>('GET', '/api/home')).body.waitingRoom, true)
  for (const [page, method, path, wrong, code] of [
    [bram, 'GET', PATH, undefined, 'not-administrator'],
    [bram, 'PATCH', PATH, { guests: false }, 'not-administrator'],
    [ada, 'PATCH', `${PATH}?corpId=dingglobex`, { guests: false }, 'not-administrator'],
    [ada, 'PATCH', PATH, { retentionDays: 0 }, 'malformed'],
    [ada, 'PATCH', PATH, { retentionDays: 1.5 }, 'malformed'],
    [ada, 'PATCH', PATH, { meetings: { sharing: 'nobody' } }, 'malformed'],
  ] as const)
    assert.equal((await page.ask(method, path, { body: wrong })).body['code'], code, `${method} ${path}`)
})
