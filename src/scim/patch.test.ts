import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScimPerson } from '../service/account/scim-people.ts'
import { parsePatch } from './patch.ts'
import { CORE_SCHEMA, ENTERPRISE_SCHEMA } from './schemas.ts'
import { ScimError } from './scim-error.ts'

const NINA: ScimPerson = {
  userName: 'nina',
  active: true,
  names: { displayName: 'Nina Wu', givenName: 'Nina', familyName: 'Wu' },
  email: 'nina@acme.example',
  department: 'Engines',
  jobNumber: '77',
}
const apply = (...Operations: readonly unknown[]) => parsePatch({ Operations })(NINA)

for (const [who, operations, changed] of [
  ['Okta', [{ op: 'replace', value: { active: false } }], { active: false }],
  ['Okta', [{ op: 'replace', value: { id: 'x', userName: 'n', locale: 'en' } }], { userName: 'n' }],
  ['Entra', [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }],
  ['Entra', [{ op: 'Add', path: 'active', value: 'True' }], {}],
  ['Entra', [{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'n@b.example' }], { email: 'n@b.example' }],
  ['Entra', [{ op: 'Add', path: `${ENTERPRISE_SCHEMA}:department`, value: 'Design' }], { department: 'Design' }],
  ['Entra', [{ op: 'Remove', path: `${ENTERPRISE_SCHEMA}:employeeNumber` }], { jobNumber: undefined }],
  ['Entra', [{ op: 'Add', path: `${ENTERPRISE_SCHEMA}:manager`, value: '4' }], {}],
  [
    'Entra',
    [{ op: 'replace', value: { [`${ENTERPRISE_SCHEMA}:department`]: 'Design', 'name.givenName': 'Ni' } }],
    { department: 'Design', names: { ...NINA.names, givenName: 'Ni' } },
  ],
  [
    'the standard',
    [{ op: 'replace', path: 'name', value: { familyName: 'Li' } }],
    { names: { ...NINA.names, familyName: 'Li' } },
  ],
  ['the standard', [{ op: 'remove', path: 'name' }], { names: { displayName: 'Nina Wu' } }],
  ['the standard', [{ op: 'remove', path: ENTERPRISE_SCHEMA }], { department: undefined, jobNumber: undefined }],
  ['the standard', [{ op: 'replace', value: { [ENTERPRISE_SCHEMA]: { employeeNumber: 78 } } }], { jobNumber: '78' }],
  ['the standard', [{ op: 'add', path: `${CORE_SCHEMA}:externalId`, value: '9' }], { externalId: '9' }],
  ['the standard', [{ op: 'remove', path: 'emails' }], { email: undefined }],
  ['the standard', [{ op: 'replace', path: 'emails[type eq "home"].value', value: 'n@home.example' }], {}],
  [
    'the standard',
    [{ op: 'replace', path: 'emails', value: [{ value: 'a@b.example' }, { value: 'n@b.example', type: 'work' }] }],
    { email: 'n@b.example' },
  ],
  [
    'the standard',
    [{ op: 'replace', path: 'displayName', value: null }],
    { names: { givenName: 'Nina', familyName: 'Wu' } },
  ],
  [
    'several operations',
    [
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'active', value: true },
      { op: 'replace', path: 'USERNAME', value: ' later ' },
    ],
    { userName: 'later' },
  ],
] as const)
  test(`[SC11] a change as ${who} writes it: ${JSON.stringify(operations)}`, () => {
    const expected = JSON.parse(JSON.stringify({ ...NINA, ...changed })) as ScimPerson
    assert.deepEqual(apply(...operations), expected)
  })

for (const [operation, scimType] of [
  [{ op: 'replace', path: 'shoeSize', value: 4 }, 'invalidPath'],
  [{ op: 'replace', path: 'emails[', value: 'x' }, 'invalidPath'],
  [{ op: 'replace', path: 4, value: 'x' }, 'invalidPath'],
  [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
  [{ op: 'remove' }, 'noTarget'],
  [{ op: 'move', path: 'active' }, 'invalidSyntax'],
  ['replace', 'invalidSyntax'],
  [{ op: 'replace', value: 'x' }, 'invalidValue'],
  [{ op: 'remove', path: 'userName' }, 'invalidValue'],
  [{ op: 'remove', path: 'active' }, 'invalidValue'],
  [{ op: 'replace', path: 'active', value: 'maybe' }, 'invalidValue'],
  [{ op: 'replace', path: 'userName', value: 'x'.repeat(255) }, 'invalidValue'],
  [{ op: 'replace', path: 'userName', value: 'a\u202eb' }, 'invalidValue'],
  [{ op: 'replace', path: 'displayName', value: ['x'] }, 'invalidValue'],
  [{ op: 'replace', path: 'name', value: 'Nina' }, 'invalidValue'],
  [{ op: 'replace', path: 'emails', value: 'nobody' }, 'invalidValue'],
] as const)
  test(`[SC11] [SC16] a wrong operation: ${JSON.stringify(operation)}`, () => {
    const first = { op: 'replace', path: 'active', value: false }
    assert.throws(
      () => apply(first, operation),
      (error) => error instanceof ScimError && error.status === 400 && error.scimType === scimType,
    )
  })

test('[SC16] a body without operations, or with too many, is refused', () => {
  const operation = { op: 'replace', path: 'active', value: false }
  for (const body of [
    {},
    [],
    null,
    { Operations: {} },
    { Operations: [] },
    { Operations: Array.from({ length: 101 }, () => operation) },
  ])
    assert.throws(() => parsePatch(body), ScimError)
  assert.equal(parsePatch({ operations: [operation] })(NINA).active, false)
})
