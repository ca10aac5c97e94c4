import assert from 'node:assert/strict'
import test from 'node:test'
import { ADMINISTERED } from './people.fixture.ts'
import { problemsOf, toDraft, toEdit, toNewPerson } from './person-form.ts'

test('[CO7] the form of a person says which field is wrong', () => {
  assert.deepEqual(problemsOf(toDraft()), { name: 'incomplete', userId: 'incomplete' })
  assert.deepEqual(problemsOf(toDraft(ADMINISTERED)), {})
  const wrong = {
    ...toDraft(ADMINISTERED),
    name: 'a'.repeat(65),
    userId: 'a b',
    department: '\u202e',
    email: 'ada',
    unionId: '李',
  }
  assert.deepEqual(problemsOf(wrong), { name: 'text', userId: 'id', department: 'text', email: 'email', unionId: 'id' })
})

test('[CO7] a new person is sent without empty fields', () => {
  const draft = { ...toDraft(), name: ' Ada ', userId: 'ada', email: 'ada@acme.example' }
  assert.deepEqual(toNewPerson(draft), { name: 'Ada', userId: 'ada', email: 'ada@acme.example', withPassword: true })
  assert.deepEqual(toNewPerson({ ...draft, email: '', admin: true, withPassword: false }), {
    name: 'Ada',
    userId: 'ada',
    admin: true,
    withPassword: false,
  })
})

test('[CO7] only what has changed is sent, and an emptied field is removed', () => {
  const draft = toDraft(ADMINISTERED)
  assert.deepEqual(toEdit(draft, ADMINISTERED), {})
  assert.deepEqual(toEdit({ ...draft, name: 'Ada B. ', department: '', admin: false }, ADMINISTERED), {
    name: 'Ada B.',
    department: null,
    admin: false,
  })
})
