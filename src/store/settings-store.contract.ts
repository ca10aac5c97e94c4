import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import { OPEN_MEETINGS } from '../conference/terms.ts'
import { DEFAULT_SETTINGS } from '../service/account/settings-store.ts'
import { ACME, type NewDatabase } from './meeting.contract.ts'

export function testSettings(newDatabase: NewDatabase): void {
  test('[CO60] settings of an organization are stored, replaced, and those of nobody else', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory, settings } = store
    assert.deepEqual(await settings.find(ACME), DEFAULT_SETTINGS)
    const chosen = { retentionDays: 30, guests: false, meetings: { ...OPEN_MEETINGS, muteOnJoin: 'crowd' } } as const
    const save = (value: Parameters<Parameters<Parameters<typeof directory.change>[1]>[0]['saveSettings']>[0]) =>
      directory.change(ACME, async (within) => {
        await within.saveSettings(value, { deletesAt: 5 as EpochMs })
        assert.deepEqual(await within.loadSettings(), value)
      })
    await save(chosen)
    assert.deepEqual(await settings.find(ACME), chosen)
    await save(DEFAULT_SETTINGS)
    assert.deepEqual(await settings.find(ACME), DEFAULT_SETTINGS)
    await save(chosen)
    assert.deepEqual(await settings.find('dingglobex' as OrganizationId), DEFAULT_SETTINGS)
  })
}
