import assert from 'node:assert/strict'
import type { OrganizationId, ParticipantId, UnionId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { openSqlite } from '../../store/sqlite.ts'
import type { Principal } from '../account/principal.ts'
import type { ErasedBatch } from './erasure-store.ts'

export const ACME = 'dingacme' as OrganizationId
export const root = { kind: 'terminal', user: 'root' } as const satisfies Principal
export const ada = {
  kind: 'person',
  organizationId: ACME,
  userId: 'ada',
  name: 'Ada',
  admin: true,
  address: '::1',
} as const satisfies Principal
export const APP = { kind: 'app', clientId: 'app' } as const
/** What names Zelda. No other text of the tests contains one of these. */
export const NAMES = ['zelda', 'u-zz', 'Zelda', 'Zee']

/** Acme with Ada, who administers it, Zelda and Bram. `look` sees, and may change, what a batch of an erasure did. */
export async function opened(look: (batch: ErasedBatch) => ErasedBatch = (batch) => batch) {
  const store = await openSqlite({ path: ':memory:' })
  const { erasures } = store
  const failing: typeof erasures = {
    take: (order) => erasures.take(order),
    takeOne: (account, order) => erasures.takeOne(account, order),
    finish: (run, now) => erasures.finish(run, now),
    release: (run, at) => erasures.release(run, at),
    postpone: (run, at) => erasures.postpone(run, at),
    async rewriteBatch(run, order) {
      const batch = await erasures.rewriteBatch(run, order)
      return batch && look(batch)
    },
  }
  const services = await openTestServices({ adapters: { store: { ...store, erasures: failing } } })
  const { directory, conductor, conferences, clock } = services
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  const users = [
    { userId: 'ada', unionId: 'u-ada' as UnionId, name: 'Ada', admin: true },
    { userId: 'zelda', unionId: 'u-zz' as UnionId, name: 'Zelda', jobNumber: 'Zee-7', admin: false },
    { userId: 'bram', unionId: 'u-bram' as UnionId, name: 'Bram', admin: false },
  ]
  for (const user of users) await directory.saveUser({ organizationId: ACME, ...user })
  const [, zelda, bram] = await Promise.all(users.map(({ userId }) => directory.findUserById(ACME, userId)))
  assert.ok(zelda && bram)
  let sessions = 0
  /** Bram and Zelda meet for a minute. She starts it without a topic, calls herself Zee, and mutes Bram. */
  const meet = async ({ isClosed = true } = {}) => {
    const { id } = await conferences.start(zelda)
    for (const user of [bram, zelda]) {
      const newcomer = await directory.toNewcomer(user, ACME)
      const participantId = `s${(sessions += 1)}` as ParticipantId
      const by = { kind: 'person', unionId: user.unionId } as const
      await conductor.execute(id, { type: 'join', by, device: 'Win', participantId, ...newcomer })
    }
    const by = { kind: 'person', unionId: zelda.unionId } as const
    await conductor.execute(id, { type: 'rename', by, member: 'user:u-zz' as never, nick: 'Zee' })
    await conductor.execute(id, { type: 'mute', by, member: 'user:u-bram' as never })
    clock.forward(60_000)
    if (isClosed) await conductor.execute(id, { type: 'close', by: APP })
    return id
  }
  /** The tables with a row that names Zelda. */
  const tables = () =>
    store.database
      .prepare(`select name from sqlite_schema where type = 'table'`)
      .all()
      .map(({ name }) => String(name))
      .filter((name) => {
        const rows = JSON.stringify(store.database.prepare(`select * from "${name}"`).all())
        return NAMES.some((word) => rows.includes(word))
      })
      .toSorted()
  /** By which the titles of all conferences are found. */
  const pieces = () =>
    store.database
      .prepare('select piece from title_piece')
      .all()
      .map(({ piece }) => String(piece))
      .toSorted()
  return {
    ...services,
    pieces,
    zelda,
    bram,
    meet,
    tables,
    async [Symbol.asyncDispose]() {
      await services[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

/** What was on its way when an erasure began is stored, and the erasure goes on. */
export async function settle({ clock, erasure }: Awaited<ReturnType<typeof opened>>): Promise<void> {
  clock.forward(60_000)
  await erasure.run()
}
