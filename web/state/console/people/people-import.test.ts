import assert from 'node:assert/strict'
import test from 'node:test'
import type { ImportAnswer } from '../../../../contract/web/administration-types.ts'
import { ApiError } from '../../api.ts'
import { openPeopleImport } from './people-import.ts'

const PREVIEW: ImportAnswer = {
  applied: false,
  added: 2,
  changed: 1,
  unchanged: 0,
  changes: [],
  faults: [],
  faultCount: 0,
  passwords: [],
  addedUserIds: [],
}
const DONE = { ...PREVIEW, applied: true, passwords: [{ userId: 'ada', name: 'Ada', password: 'secret' }] }

function open(answer: (dryRun: boolean, withPasswords: boolean) => ImportAnswer) {
  const requests: unknown[] = []
  let applied = 0
  let signedOut = 0
  const model = openPeopleImport(
    {
      async importPeople(corpId, file, { dryRun, withPasswords }) {
        requests.push([corpId, await file.text(), dryRun, withPasswords])
        return answer(dryRun, withPasswords)
      },
    },
    { corpId: 'dingacme', applied: () => void (applied += 1), signedOut: () => void (signedOut += 1) },
  )
  return { model, requests, applied: () => applied, signedOut: () => signedOut }
}

const file = new File(['userId,name'], 'people.csv')

test('[CO9] a chosen file is previewed first, and applied when the person says so', async () => {
  const { model, requests, applied } = open((dryRun) => (dryRun ? PREVIEW : DONE))
  await model.apply()
  await model.choose(file)
  assert.deepEqual(model.view.get(), { phase: 'preview', fileName: 'people.csv', answer: PREVIEW, isBusy: false })
  assert.equal(applied(), 0)
  await model.setWithPasswords(false)
  await model.apply()
  assert.deepEqual(model.view.get(), { phase: 'done', answer: DONE, isBusy: false })
  assert.equal(applied(), 1)
  assert.deepEqual(requests, [
    ['dingacme', 'userId,name', true, true],
    ['dingacme', 'userId,name', true, false],
    ['dingacme', 'userId,name', false, false],
  ])
})

test('[CO9] a file that has faults by now is not applied', async () => {
  const faults = [{ line: 2, column: 'unionId', code: 'union-id-taken', problem: 'is or was another person’s' }]
  const { model, applied } = open((dryRun) => (dryRun ? PREVIEW : { ...PREVIEW, faults, faultCount: 1 }))
  await model.choose(file)
  await model.apply()
  const view = model.view.get()
  assert.deepEqual([view.phase, view.phase === 'preview' && view.answer.faults, applied()], ['preview', faults, 0])
})

test('[CO9] the person can try again after a failure, and a file that is too large is not sent', async () => {
  let code: string | undefined = 'offline'
  const { model, requests, signedOut } = open(() => {
    if (code !== undefined) throw new ApiError(code)
    return PREVIEW
  })
  await model.choose(new File([new Uint8Array(8_000_001)], 'large.csv'))
  assert.deepEqual([model.view.get(), requests], [{ phase: 'choose', isBusy: false, error: 'too-large' }, []])
  await model.choose(file)
  assert.deepEqual(model.view.get(), { phase: 'choose', isBusy: false, error: 'offline' })
  code = undefined
  await model.choose(file)
  assert.equal(model.view.get().phase, 'preview')
  code = 'signed-out'
  await model.apply()
  assert.equal(signedOut(), 1)
})
