import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import { CacheBudget } from '../cache-budget.ts'
import type { OngoingEntry, OngoingList } from './read-model.ts'
import { Roster } from './roster.ts'

const ANN = 'ann' as UnionId
const ACME = { organizationId: 'acme' as OrganizationId }
const entry = (conferenceId: string, version: number) =>
  ({ conferenceId, version, ...ACME, member: { status: 3 } }) as unknown as OngoingEntry

const toVersion = ({ conferenceId, version }: OngoingEntry) => ({ conferenceId, version })

/** Ann's conferences in a store that other servers write to. `lists`: how often they were read. */
function openRoster(list: OngoingList) {
  const world = { list, lists: 0, isUser: true }
  const roster = new Roster({
    conferences: { cacheTrust: 'when-read' },
    heads: {} as never,
    rosters: {
      findPage: async () => undefined,
      listOngoing: async () => ((world.lists += 1), world.list),
      findOngoingVersions: async () => ({ isUser: world.isUser, versions: world.list.map(toVersion) }),
      listEnded: async () => [],
    },
    directory: { findUserByUnionId: () => assert.fail('a look-up of its own') },
    ongoingScope: 'any',
    caches: new CacheBudget(2 ** 20),
  })
  const read = async () =>
    (await roster.listOngoing(ACME, ANN)).map(({ conferenceId: id, version }) => `${id} ${version}`)
  return { world, roster, read }
}

test('[TO4] a list of ongoing conferences that another server has changed is read again, and any other is not', async () => {
  const { world, roster, read } = openRoster([entry('c1', 1)])
  assert.deepEqual(await read(), ['c1 1'])
  assert.equal(await roster.listOngoing(ACME, ANN), await roster.listOngoing(ACME, ANN))
  assert.equal(world.lists, 1)
  for (const list of [[entry('c1', 2)], [entry('c1', 2), entry('c2', 1)], [entry('c2', 1)], []]) {
    world.list = list
    assert.deepEqual(
      await read(),
      list.map(({ conferenceId, version }) => `${conferenceId} ${version}`),
    )
  }
  assert.equal(world.lists, 5)
})

test('[RD7] requests that find the same changes of a list share its reading', async () => {
  const { world, read } = openRoster([entry('c1', 1)])
  assert.deepEqual(await Promise.all([read(), read(), read()]), [['c1 1'], ['c1 1'], ['c1 1']])
  assert.equal(world.lists, 1)
})

test('[RD4] [TO4] the look-up that finds changes of a list also says whether the person is still of the organization', async () => {
  const elsewhere = { ...entry('c2', 1), organizationId: 'globex' as OrganizationId }
  const { world, read } = openRoster([entry('c1', 1), elsewhere])
  assert.deepEqual(await read(), ['c1 1', 'c2 1'])
  world.isUser = false
  assert.deepEqual(await read(), ['c1 1'])
  world.list = [elsewhere]
  await assert.rejects(read(), { code: 'user-not-found' })
})
