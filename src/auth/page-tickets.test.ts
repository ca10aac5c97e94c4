import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../conference/identity.ts'
import { ManualClock } from '../service/conduct/recorded-store.fixture.ts'
import { hashedPageTickets } from './page-tickets.ts'

const APP = { clientId: 'app', organizationId: 'dingacme' as OrganizationId }
const LIFE_MS = 7_200_000

test('[AT19] a ticket is of one app and changes every two hours, on every server alike', () => {
  const clock = new ManualClock()
  const tickets = hashedPageTickets('secret', clock)
  const first = tickets.current(APP)
  assert.ok(first.lifeS >= 1 && first.lifeS <= 7_200)
  assert.deepEqual(hashedPageTickets('secret', clock).current(APP), first)
  assert.notEqual(hashedPageTickets('another', clock).current(APP).ticket, first.ticket)
  assert.notEqual(tickets.current({ ...APP, clientId: 'other' }).ticket, first.ticket)
  assert.notEqual(tickets.current({ ...APP, organizationId: 'dingglobex' as OrganizationId }).ticket, first.ticket)
  clock.forward(first.lifeS * 1_000 - 1)
  assert.equal(tickets.current(APP).ticket, first.ticket)
  clock.forward(1)
  const second = tickets.current(APP)
  assert.notEqual(second.ticket, first.ticket)
  assert.equal(second.lifeS, LIFE_MS / 1_000)
})
