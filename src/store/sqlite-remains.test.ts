import assert from 'node:assert/strict'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { EpochMs, UnionId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import { ACME } from './meeting.contract.ts'
import { openSqlite } from './sqlite.ts'

test('[CO71] the files of SQLite have no bytes of an erased person, as soon as the erasure is finished', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'rollcall-'))
  const path = join(folder.path, 'db')
  await using store = await openSqlite({ path })
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  const unionId = 'u-zanzibar' as UnionId
  const user = { organizationId: ACME, userId: 'zq77', unionId, name: 'Zanzibar Quork', admin: false }
  await store.directory.saveUser(user)
  const by = { kind: 'person', organizationId: ACME, userId: 'zq77', name: 'Zanzibar Quork' } as const
  const target = { kind: 'organization', id: ACME } as const
  const entry: AuditEntry = {
    id: 'a',
    organizationId: ACME,
    at: 1 as EpochMs,
    action: 'users-exported',
    by,
    target,
  }
  await store.audit.insert(entry)
  const remains = async () => {
    const bytes = Buffer.concat([await readFile(path), await readFile(`${path}-wal`)])
    return ['Zanzibar', 'zanzibar', 'zq77'].filter((word) => bytes.indexOf(word) >= 0)
  }
  assert.deepEqual(await remains(), ['Zanzibar', 'zanzibar', 'zq77'])
  const at = 2 as EpochMs
  await store.directory.change(ACME, async (within) => {
    await within.deleteUser(user)
    await within.insertErasure({ unionId, userId: 'zq77', name: user.name, pseudonym: 'former-1', at })
  })
  const [run] = await store.erasures.take({ now: at, leaseMs: 1, limit: 1 })
  assert.ok(run)
  await store.erasures.finish(run, at)
  assert.deepEqual(await remains(), [])
})
