import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestServices } from '../../server/services.fixture.ts'
import { memoryTryLimiter } from '../../auth/try-limiter.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { TryLimiter } from './try-limiter.ts'

const acme = 'acme' as OrganizationId
async function opened(watch = (limiter: TryLimiter) => limiter) {
  const limiterOf = (failures: number) => watch(memoryTryLimiter({ failures, windowMs: 60_000 }))
  const { store, secrets, passwords } = await openTestServices({
    adapters: { tryLimiter: limiterOf(2), wideTryLimiter: limiterOf(20) },
  })
  await store.directory.saveOrganization({ id: acme, name: 'Acme' })
  for (const userId of ['ada', 'bram']) {
    const passwordHash = await secrets.hash('right')
    const user = { organizationId: acme, userId, unionId: userId as UnionId, name: userId, admin: false, passwordHash }
    await store.directory.saveUser(user)
  }
  const ask = (userId: string, from: string, password = 'right') =>
    passwords.check({ organizationId: acme, userId, password, from }).then(toRight, toCode)
  const change = (password: string) =>
    passwords.change({ organizationId: acme, userId: 'ada', password }, 'difference engine').then(toRight, toCode)
  return { ask, change }
}

const toRight = () => 'right'
const toCode = ({ code }: { code: string }) => code
const times = (count: number) => Array.from({ length: count }, (_, index) => index)

test('[WS9] wrong passwords are counted per user and address', async () => {
  const { ask } = await opened()
  for (const _ of times(2)) assert.equal(await ask('ada', '10.0.0.1', 'x'), 'pass-invalid')
  assert.equal(await ask('ada', '10.0.0.1'), 'too-many-tries')
  assert.equal(await ask('bram', '10.0.0.1'), 'right')
  assert.equal(await ask('ada', '10.0.0.2'), 'right')
})

test('[WS9] ten times as many wrong passwords are allowed per user from all addresses', async () => {
  const { ask } = await opened()
  for (const i of times(20)) assert.equal(await ask('ada', `10.0.0.${i}`, 'x'), 'pass-invalid')
  assert.equal(await ask('ada', '10.0.1.1'), 'too-many-tries')
  assert.equal(await ask('bram', '10.0.1.1'), 'right')
})

test('[WS9] ten times as many wrong passwords are allowed per address for all users', async () => {
  const { ask } = await opened()
  for (const i of times(20)) assert.equal(await ask(`nobody${i}`, '10.0.0.1'), 'pass-invalid')
  assert.equal(await ask('ada', '10.0.0.1'), 'too-many-tries')
  for (const _ of times(30)) assert.equal(await ask('ada', '10.0.0.2'), 'right')
})

test('[WS9] failed password changes are counted separately, per user', async () => {
  const { ask, change } = await opened()
  for (const i of times(20)) await ask('ada', `10.0.0.${i}`, 'x')
  for (const _ of times(2)) assert.equal(await change('x'), 'pass-invalid')
  assert.equal(await change('right'), 'too-many-tries')
  assert.equal(await ask('bram', '10.0.0.1'), 'right')
})

test('[WS9] failed sign-ins do not keep a signed-in person from changing the password', async () => {
  const { ask, change } = await opened()
  for (const i of times(21)) await ask('ada', `10.0.0.${i}`, 'x')
  assert.equal(await change('right'), 'right')
})

test('[WS26] what an address is refused leaves no key', async () => {
  const taken: string[] = []
  const recording = (limiter: TryLimiter): TryLimiter => ({
    ...limiter,
    take: (key) => (taken.push(key), limiter.take(key)),
  })
  const { ask } = await opened(recording)
  for (const i of times(20)) assert.equal(await ask(`nobody${i}`, '10.0.0.1'), 'pass-invalid')
  taken.length = 0
  for (const i of times(5)) assert.equal(await ask(`other${i}`, '10.0.0.1'), 'too-many-tries')
  assert.deepEqual(
    taken,
    times(5).map(() => 'password from 10.0.0.1'),
  )
})
