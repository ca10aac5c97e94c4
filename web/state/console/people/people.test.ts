import assert from 'node:assert/strict'
import test from 'node:test'
import { ADMINISTERED } from './people.fixture.ts'
import { listMarks, openPeopleList, readPeopleFilter } from './people.ts'

test('[CO2] [CO5] the filter of the people is the one in the address', () => {
  assert.deepEqual(readPeopleFilter({ filters: {} }), { q: '', state: '', role: '', department: '' })
  const filters = { q: 'a b', state: 'disabled', role: 'administrator', department: 'Press', other: 'x' }
  assert.deepEqual(readPeopleFilter({ filters }), {
    q: 'a b',
    state: 'disabled',
    role: 'administrator',
    department: 'Press',
  })
  assert.deepEqual(readPeopleFilter({ filters: { state: 'x', role: 'y' } }), {
    q: '',
    state: '',
    role: '',
    department: '',
  })
  assert.equal(readPeopleFilter({ filters: { state: 'without-password' } }).state, 'without-password')
})

test('[CO5] the people of the chosen organization are listed', async () => {
  const requests: unknown[] = []
  const first = { q: 'a', state: '', role: '', department: '' } as const
  const api = {
    people: async (...args: unknown[]) => {
      requests.push(args)
      return { people: [ADMINISTERED], cursor: 'next' }
    },
  }
  const list = openPeopleList(api, { corpId: 'dingacme', first, signedOut: () => {} })
  await list.refresh()
  await list.more()
  assert.deepEqual(requests, [
    ['dingacme', first, { limit: 50 }],
    ['dingacme', first, { cursor: 'next', limit: 50 }],
  ])
  const view = list.view.get()
  assert.deepEqual(view.phase === 'shown' && view.rows, [ADMINISTERED, ADMINISTERED])
})

test('[CO5] beside a name stands what is special about the account', () => {
  assert.deepEqual(listMarks({ ...ADMINISTERED, admin: false }, false), [])
  const person = { ...ADMINISTERED, operator: true, disabled: true, hasPassword: false, mustChangePassword: true }
  assert.deepEqual(listMarks(person, true), [
    'you',
    'operator',
    'administrator',
    'disabled',
    'noPassword',
    'temporaryPassword',
  ])
})
