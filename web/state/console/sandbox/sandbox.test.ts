import assert from 'node:assert/strict'
import test from 'node:test'
import type { AdministeredPerson } from '../../../../contract/web/administration-types.ts'
import { ApiError } from '../../api.ts'
import { openSandbox, type SandboxApi } from './sandbox.ts'

const MADE = {
  conferenceId: 'c1',
  title: 'Review',
  roomCode: '1',
  externalLinkUrl: 'https://meet.example/j/1',
  startTime: 1,
  people: [],
  stepsLeft: 0,
}
const app = (clientId: string) => ({ clientId, name: clientId, scopes: [] })

function open(changes: Partial<SandboxApi> = {}) {
  const sent: string[] = []
  let signedOut = 0
  const note = async (what: string, clientId: string) => void sent.push(`${what} ${clientId}`)
  const sandbox = openSandbox(
    {
      apps: async () => ({ apps: [app('one'), app('two')] }),
      colleagues: async () => [],
      operations: async () => ({ operations: [] }),
      read: async ({ clientId }) => {
        sent.push(`read ${clientId}`)
        return { conferences: [{ conferenceId: clientId, title: 'x', stepsLeft: 0, refused: [] }], answers: [] }
      },
      make: async ({ clientId }) => {
        await note('make', clientId)
        return MADE
      },
      end: ({ clientId }) => note('end', clientId),
      plan: ({ clientId }) => note('plan', clientId),
      drop: ({ clientId }) => note('drop', clientId),
      ...changes,
    },
    { corpId: 'dingacme', signedOut: () => void (signedOut += 1) },
  )
  const shown = () => {
    const view = sandbox.view.get()
    return view.phase === 'shown' ? view : assert.fail(view.phase)
  }
  return { sandbox, sent, shown, signedOut: () => signedOut }
}

test('[SB16] each act is for the app that is chosen, and the lists are read again', async () => {
  const { sandbox, sent, shown } = open()
  await sandbox.refresh()
  assert.equal(shown().clientId, 'one')
  await sandbox.choose('two')
  assert.deepEqual([shown().clientId, shown().conferences[0]?.conferenceId], ['two', 'two'])
  await sandbox.make({ people: [] })
  assert.equal(shown().made, MADE)
  await sandbox.plan({ operation: 'GetUser', answer: { kind: 'cut' } })
  assert.equal(shown().made, undefined)
  await sandbox.end()
  await sandbox.drop()
  const acts = ['make', 'plan', 'end', 'drop'].flatMap((what) => [`${what} two`, 'read two'])
  assert.deepEqual(sent, ['read one', 'read two', ...acts])
  assert.equal(shown().doing, undefined)
})

test('[SB17] a refusal is shown with the reason of the server, until the next act', async () => {
  const { sandbox, shown, signedOut } = open({
    make: async () => {
      throw new ApiError('malformed', { reason: 'people.0 is neither called nor in the meeting' })
    },
    plan: async () => {
      throw new ApiError('signed-out')
    },
  })
  await sandbox.refresh()
  await sandbox.make({ people: [] })
  const reason = 'people.0 is neither called nor in the meeting'
  assert.deepEqual([shown().problem, shown().doing], [{ of: 'make', code: 'malformed', reason }, undefined])
  await sandbox.drop()
  assert.equal(shown().problem, undefined)
  await sandbox.plan({ operation: 'GetUser', answer: { kind: 'cut' } })
  assert.deepEqual([shown().problem, signedOut()], [{ of: 'plan', code: 'signed-out' }, 1])
})

test('[SB17] people can be chosen for a conference; the page works without their list', async () => {
  const ada = { userId: 'ada', unionId: 'u-ada', name: 'Ada' } as AdministeredPerson
  const { sandbox, shown } = open({ colleagues: async () => [ada] })
  await sandbox.refresh()
  assert.deepEqual(shown().colleagues, [ada])
  const without = open({
    colleagues: async () => {
      throw new ApiError('offline')
    },
  })
  await without.sandbox.refresh()
  assert.deepEqual(without.shown().colleagues, [])
})

test('[SB16] an organization without an app has nothing to choose, and a lost server leaves what was shown', async () => {
  const none = open({ apps: async () => ({ apps: [] }) })
  await none.sandbox.refresh()
  assert.deepEqual(none.sandbox.view.get(), { phase: 'empty' })
  let isLost = false
  const lost = open({
    read: async () => {
      if (isLost) throw new ApiError('offline')
      return { conferences: [], answers: [] }
    },
  })
  await lost.sandbox.refresh()
  isLost = true
  await lost.sandbox.refresh()
  assert.deepEqual([lost.shown().isStale, lost.shown().clientId], [true, 'one'])
})
