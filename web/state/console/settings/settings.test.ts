import assert from 'node:assert/strict'
import test from 'node:test'
import type { OrganizationSettings, SettingsEdit } from '../../../../contract/web/administration-types.ts'
import { ApiError } from '../../api.ts'
import { openSettings } from './settings.ts'

const STORED: OrganizationSettings = {
  retentionDays: null,
  guests: true,
  meetings: { waitingRoom: false, muteOnJoin: 'never', selfUnmuting: true, sharing: 'everybody', chat: true },
}

function open() {
  const sent: (string | SettingsEdit)[] = []
  let refusal: string | undefined
  let signedOut = 0
  const answer = async <T>(value: T): Promise<T> => {
    if (refusal !== undefined) throw new ApiError(refusal)
    return value
  }
  const settings = openSettings(
    {
      organization: () => answer({ organization: { name: 'Acme' } }),
      rename: async (_corpId, name) => answer(void sent.push(name)),
      settings: () => answer({ settings: STORED }),
      setLogo: async (_corpId, image) => answer({ logo: `hash of ${image.size}` }),
      removeLogo: async () => answer({}),
      changeSettings: async (_corpId, edit) => {
        sent.push(edit)
        const { meetings, retentionDays = null, guests = true, color } = edit
        const look = typeof color === 'string' ? { color } : {}
        return answer({ settings: { retentionDays, guests, meetings: { ...STORED.meetings, ...meetings }, ...look } })
      },
    },
    { corpId: 'dingacme', signedOut: () => void (signedOut += 1) },
  )
  const shown = () => {
    const view = settings.view.get()
    return view.phase === 'shown' ? view : assert.fail(view.phase)
  }
  return { settings, sent, shown, refuse: (code?: string) => (refusal = code), signedOut: () => signedOut }
}

test('[CO66] the form saves only what was changed, and can go back to what is stored', async () => {
  const { settings, sent, shown } = open()
  assert.equal(settings.view.get().phase, 'loading')
  await settings.load()
  const { draft } = shown()
  assert.deepEqual([draft.name, draft.keeps, draft.days, shown().isChanged], ['Acme', 'forever', '', false])
  await settings.save()
  assert.deepEqual(sent, [], 'nothing was changed')
  settings.set({ guests: false })
  assert.equal(shown().isChanged, true)
  settings.discard()
  assert.deepEqual([shown().draft, shown().isChanged], [draft, false])
  settings.set({ name: 'Acme Ltd.', meetings: { ...draft.meetings, chat: false } })
  await settings.save()
  assert.deepEqual(sent, ['Acme Ltd.', { meetings: { chat: false } }])
  assert.deepEqual([shown().isSaved, shown().isChanged, shown().draft.meetings.chat], [true, false, false])
  settings.set({ guests: false })
  assert.equal(shown().isSaved, false)
})

test('[CO66] deleting meetings after some days is confirmed first, and wrong values are refused at their field', async () => {
  const { settings, sent, shown } = open()
  await settings.load()
  for (const days of ['', '0', '1.5', '-1', '40000', 'x']) {
    settings.set({ keeps: 'days', days })
    await settings.save()
    assert.deepEqual(shown().problem, { field: 'days', code: 'days-wrong' }, days)
  }
  settings.set({ days: '90' })
  assert.equal(shown().problem, undefined)
  await settings.save()
  assert.deepEqual([shown().confirming, sent], [90, []])
  settings.cancel()
  assert.deepEqual([shown().confirming, shown().draft.days, sent], [undefined, '90', []])
  await settings.save()
  await settings.confirm()
  assert.deepEqual([shown().confirming, shown().isSaved, sent], [undefined, true, [{ retentionDays: 90 }]])
  settings.set({ keeps: 'forever' })
  await settings.save()
  assert.deepEqual(sent[1], { retentionDays: null })
  settings.set({ name: '  ' })
  await settings.save()
  assert.deepEqual(shown().problem, { field: 'name', code: 'name-missing' })
})

test('[CO66] a refusal is shown, and what was typed stays', async () => {
  const { settings, shown, refuse, signedOut } = open()
  refuse('not-administrator')
  await settings.load()
  assert.deepEqual(settings.view.get(), { phase: 'refused', code: 'not-administrator' })
  refuse()
  await settings.load()
  settings.set({ guests: false })
  refuse('signed-out')
  await settings.save()
  assert.deepEqual([shown().problem, shown().isBusy], [{ field: 'form', code: 'signed-out' }, false])
  assert.deepEqual([shown().draft.guests, shown().isChanged, signedOut()], [false, true, 1])
})

test('[CO68] [CO69] a color is saved with the form, a logo at once, and what was typed stays', async () => {
  const { settings, sent, shown, refuse } = open()
  await settings.load()
  settings.set({ color: '#ffd000' })
  await settings.setLogo(new Blob(['image']))
  assert.deepEqual([shown().logo, shown().draft.color, shown().isChanged], ['hash of 5', '#ffd000', true])
  refuse('malformed')
  await settings.setLogo(new Blob(['no image']))
  assert.deepEqual([shown().problem?.field, shown().logo], ['logo', 'hash of 5'])
  refuse()
  await settings.setLogo(undefined)
  assert.deepEqual([shown().problem, shown().logo, shown().draft.color], [undefined, undefined, '#ffd000'])
  await settings.save()
  settings.set({ color: '' })
  await settings.save()
  assert.deepEqual(sent, [{ color: '#ffd000' }, { color: null }])
})
