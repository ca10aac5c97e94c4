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
  test('[CO68] [CO69] color and logo are stored and removed, and a logo is found by its content', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { directory, settings } = store
    const globex = 'dingglobex' as OrganizationId
    // All bytes, so that a column which takes them for text fails.
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
    const logo = { hash: 'a'.repeat(32), type: 'image/png', bytes } as const
    const save = (organization: OrganizationId, image: typeof logo | undefined, color: string | undefined) =>
      directory.change(organization, async (within) => {
        await within.saveLogo(image)
        const look = { ...(image && { logo: image.hash }), ...(color !== undefined && { color }) }
        await within.saveSettings({ ...DEFAULT_SETTINGS, ...look }, {})
      })
    await save(ACME, logo, '#ffd000')
    assert.deepEqual(await settings.find(ACME), { ...DEFAULT_SETTINGS, color: '#ffd000', logo: logo.hash })
    assert.deepEqual(await settings.find(globex), DEFAULT_SETTINGS)
    assert.deepEqual(await settings.findLogo(logo.hash), { type: 'image/png', bytes })
    assert.equal(await settings.findLogo('b'.repeat(32)), undefined)

    await save(globex, logo, undefined)
    const other = { hash: 'b'.repeat(32), type: 'image/webp', bytes: Buffer.from([0]) } as const
    await directory.change(ACME, (within) => within.saveLogo(other))
    assert.deepEqual(await settings.findLogo(other.hash), { type: 'image/webp', bytes: other.bytes })
    assert.deepEqual(await settings.findLogo(logo.hash), { type: 'image/png', bytes }, 'the other organization has it')

    await save(globex, undefined, undefined)
    assert.equal(await settings.findLogo(logo.hash), undefined)
    await save(ACME, undefined, undefined)
    assert.deepEqual(await settings.find(ACME), DEFAULT_SETTINGS)
    assert.equal(await settings.findLogo(other.hash), undefined)
  })
}
