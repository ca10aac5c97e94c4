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
  /** The only request that is refused. */
  let refused: string | undefined
  let logo: string | undefined
  let signedOut = 0
  let saved = 0
  const answer = async <T>(value: () => T, request?: string): Promise<T> => {
    if (refusal !== undefined && (refused === undefined || refused === request)) throw new ApiError(refusal)
    return value()
  }
  const settings = openSettings(
    {
      organization: () => answer(() => ({ organization: { name: 'Acme' } })),
      rename: async (_corpId, name) => answer(() => void sent.push(name), 'rename'),
      settings: () => answer(() => ({ settings: STORED })),
      setLogo: async (_corpId, image) =>
        answer(() => {
          sent.push(`logo of ${image.size}`)
          return { logo: (logo = `hash of ${image.size}`) }
        }),
      removeLogo: async () =>
        answer(() => {
          sent.push('no logo')
          logo = undefined
        }),
      changeSettings: async (_corpId, edit) => {
        sent.push(edit)
        const { meetings, retentionDays = null, guests = true, color } = edit
        const look = typeof color === 'string' ? { color } : {}
        return answer(() => ({
          settings: {
            retentionDays,
            guests,
            meetings: { ...STORED.meetings, ...meetings },
            ...look,
            ...(logo !== undefined && { logo }),
          },
        }))
      },
    },
    { corpId: 'dingacme', signedOut: () => void (signedOut += 1), saved: () => void (saved += 1) },
  )
  const refuse = (code?: string, request?: string) => {
    refusal = code
    refused = request
  }
  const shown = () => {
    const view = settings.view.get()
    return view.phase === 'shown' ? view : assert.fail(view.phase)
  }
  return { settings, sent, shown, refuse, signedOut: () => signedOut, saved: () => saved }
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

test('[CO68] [CO69] color and logo are saved and discarded with the form, and a refused image saves nothing', async () => {
  const { settings, sent, shown, refuse, saved } = open()
  await settings.load()
  const image = new Blob(['image'])
  settings.set({ color: '#ffd000', logo: image })
  assert.deepEqual([shown().draft.logo, shown().isChanged, sent], [image, true, []])
  settings.discard()
  assert.deepEqual([shown().draft.logo, shown().draft.color, shown().isChanged], ['', '', false])
  settings.set({ color: '#ffd000', logo: image })
  refuse('malformed')
  await settings.save()
  assert.deepEqual([shown().problem?.field, shown().draft.logo, sent, saved()], ['logo', image, [], 0])
  refuse()
  await settings.save()
  assert.deepEqual([shown().problem, shown().draft.logo, shown().isChanged], [undefined, 'hash of 5', false])
  assert.deepEqual([sent, saved()], [['logo of 5', { color: '#ffd000' }], 1])
  settings.set({ color: '', logo: '' })
  await settings.save()
  assert.deepEqual(sent.slice(2), ['no logo', { color: null }])
})

test('[CO69] a logo that was stored before another field was refused counts as stored', async () => {
  const { settings, shown, refuse } = open()
  await settings.load()
  settings.set({ name: 'Acme Ltd.', logo: new Blob(['image']) })
  refuse('not-administrator', 'rename')
  await settings.save()
  assert.deepEqual([shown().problem, shown().draft.logo], [{ field: 'form', code: 'not-administrator' }, 'hash of 5'])
  settings.discard()
  assert.deepEqual([shown().draft.name, shown().draft.logo], ['Acme', 'hash of 5'])
})
