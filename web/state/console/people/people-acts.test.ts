import assert from 'node:assert/strict'
import test from 'node:test'
import type { AdministeredPerson, PersonEdit } from '../../../../contract/web/administration-types.ts'
import { listActs, performAct, PERSON_ACTS, type PeopleActsApi, type PersonAct } from './people-acts.ts'
import { ADMINISTERED } from './people.fixture.ts'

const OTHER = { ...ADMINISTERED, userId: 'bram', name: 'Bram', admin: false }
const LINK = { url: 'https://meet.example/password#t', expiresAt: 1 }

test('[CO8] what is offered depends on the person and on who looks', () => {
  const acts = (person: AdministeredPerson, isSelf = false, isOperator = false) =>
    listActs(person, { isSelf, isOperator }).join(' ')
  assert.equal(
    acts(OTHER),
    'edit reset-password password-link end-sign-ins export-data make-administrator disable delete erase',
  )
  assert.equal(
    acts({ ...OTHER, disabled: true, admin: true }),
    'edit reset-password end-sign-ins export-data remove-administrator enable delete erase',
  )
  assert.equal(acts(ADMINISTERED, true), 'edit export-data')
  assert.match(acts(OTHER, false, true), /make-operator/)
  assert.match(acts({ ...OTHER, operator: true }, false, true), /remove-operator/)
  assert.equal(acts({ ...ADMINISTERED, operator: true }, true, true), 'edit export-data')
})

/** Does an act to Bram. Gives the requests, the outcome, and the row of Bram afterwards. */
async function perform(act: PersonAct) {
  const requests: unknown[][] = []
  const answer =
    <T>(name: string, value: T) =>
    async (...args: unknown[]) => {
      requests.push([name, ...args])
      return value
    }
  const api: PeopleActsApi = {
    disable: answer('disable', {}),
    enable: answer('enable', {}),
    remove: answer('remove', {}),
    resetPassword: answer('resetPassword', { password: 'secret' }),
    passwordLink: answer('passwordLink', LINK),
    endSignIns: answer('endSignIns', { ended: 2 }),
    personalData: answer('personalData', { account: {} }),
    erase: answer('erase', { finished: true }),
    async changePerson(corpId: string, userId: string, edit: PersonEdit) {
      requests.push(['changePerson', corpId, userId, edit])
      return { person: { ...OTHER, ...(edit as Partial<AdministeredPerson>) } }
    },
  }
  let rows: readonly AdministeredPerson[] = [ADMINISTERED, OTHER]
  const list = { update: (change: (before: typeof rows) => typeof rows) => void (rows = change(rows)) }
  const outcome = await performAct(api, list, { corpId: 'dingacme', person: OTHER, act })
  assert.equal(rows[0], ADMINISTERED)
  return { requests, outcome, row: rows[1] }
}

for (const [act, request, outcome, row] of [
  ['edit', [], {}, OTHER],
  [
    'reset-password',
    [['resetPassword', 'dingacme', 'bram']],
    { password: 'secret' },
    { ...OTHER, mustChangePassword: true },
  ],
  [
    'password-link',
    [['passwordLink', 'dingacme', 'bram']],
    { link: LINK },
    { ...OTHER, passwordLinkExpiresAt: LINK.expiresAt },
  ],
  ['export-data', [['personalData', 'dingacme', 'bram']], { file: '{\n  "account": {}\n}' }, OTHER],
  ['erase', [['erase', 'dingacme', 'bram']], { isFinished: true }, undefined],
  ['end-sign-ins', [['endSignIns', 'dingacme', 'bram']], { ended: 2 }, OTHER],
  ['make-administrator', [['changePerson', 'dingacme', 'bram', { admin: true }]], {}, { ...OTHER, admin: true }],
  ['remove-administrator', [['changePerson', 'dingacme', 'bram', { admin: false }]], {}, OTHER],
  ['make-operator', [['changePerson', 'dingacme', 'bram', { operator: true }]], {}, { ...OTHER, operator: true }],
  ['remove-operator', [['changePerson', 'dingacme', 'bram', { operator: false }]], {}, OTHER],
  ['enable', [['enable', 'dingacme', 'bram']], {}, OTHER],
  ['disable', [['disable', 'dingacme', 'bram']], {}, { ...OTHER, disabled: true }],
  ['delete', [['remove', 'dingacme', 'bram']], {}, undefined],
] as const) {
  test(`[CO8] ${act} is one request, and the list shows it at once`, async () => {
    assert.ok(PERSON_ACTS.includes(act))
    assert.deepEqual(await perform(act), { requests: request, outcome, row })
  })
}
