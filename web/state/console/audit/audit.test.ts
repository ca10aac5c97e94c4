import assert from 'node:assert/strict'
import test from 'node:test'
import type { AuditedAct } from '../../../../contract/web/administration-types.ts'
import { openAuditList, readAuditFilter, toAuditQuery } from './audit.ts'

const NONE = { action: '', actor: '', target: '', from: '', to: '' }
const ACT: AuditedAct = {
  id: 'a',
  at: 1,
  action: 'user-added',
  by: { kind: 'terminal', user: 'root' },
  target: { kind: 'user', id: 'ada' },
}

test('[CO2] [CO12] the filter of the audit log is the one in the address', () => {
  assert.deepEqual(readAuditFilter({ filters: {} }), NONE)
  const filters = { action: 'user-added', actor: 'ada', target: 'bram', from: '2026-03-01', to: '2026-03-29' }
  assert.deepEqual(readAuditFilter({ filters: { ...filters, other: 'x' } }), filters)
  assert.deepEqual(readAuditFilter({ filters: { from: 'yesterday', to: '2026-99-99' } }), NONE)
})

test('[CO12] both days of the filter are included, in the time zone of the browser', () => {
  const { from, to } = toAuditQuery({ ...NONE, from: '2026-03-28', to: '2026-03-29' })
  assert.equal(from, new Date(2026, 2, 28).getTime())
  assert.equal(to, new Date(2026, 2, 30).getTime())
  assert.deepEqual(toAuditQuery(NONE), { action: '', actor: '', target: '', from: undefined, to: undefined })
  assert.equal(toAuditQuery({ ...NONE, from: '1950-01-01' }).from, 0)
})

test('[CO12] the acts of the chosen organization are listed', async () => {
  const requests: unknown[] = []
  const list = openAuditList(
    {
      async audit(...args) {
        requests.push(args)
        return { entries: [ACT] }
      },
    },
    { corpId: 'dingacme', first: { ...NONE, action: 'user-added' }, signedOut: () => {} },
  )
  await list.refresh()
  const query = { action: 'user-added', actor: '', target: '', from: undefined, to: undefined }
  assert.deepEqual(requests, [['dingacme', query, { limit: 50 }]])
  const view = list.view.get()
  assert.deepEqual(view.phase === 'shown' && view.rows, [ACT])
})
