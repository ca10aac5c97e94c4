import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { audioPolicyOf } from './audio-events.ts'
import type { Settings } from './command.ts'
import { evolve } from './evolve.ts'
import { newConference } from './state.ts'
import type { Event } from './event.ts'
import type { BookingId, UnionId } from './identity.ts'
import { ann, at, bob, cat, keyOf, meeting, type Scenario, type TestIntent, user } from './scenario.fixture.ts'
import { defaultTerms } from './terms.ts'

const change = (settings: Settings): TestIntent => ({ type: 'change-settings', settings })
const muteAll = (force: boolean): TestIntent => ({ type: 'mute-all', force })
const UNMUTE_ALL: TestIntent = { type: 'unmute-all' }

/** Ann is host, Bob and Cat are in; of a booking where `selfUnmuting` is given. */
function conference(selfUnmuting?: boolean): Scenario {
  const terms = { ...defaultTerms('ann' as UnionId), bookingId: 'b' as BookingId }
  const booked = selfUnmuting === undefined ? {} : { booked: { ...terms, selfUnmuting } }
  return meeting({ details: booked }).join(1, ann, 'a1').join(2, bob, 'b1').join(3, cat, 'c1')
}

function seen(one: Scenario) {
  assert.ok(one.state.phase === 'running')
  const audios = Object.fromEntries([...one.state.members.values()].map(({ key, audio }) => [key.slice(5), audio]))
  return { audios, policy: audioPolicyOf(one.state) }
}

/** What each command changes: who is muted, and who may unmute themselves. */
type Model = { muted: Set<string>; allMuted: boolean; forced: boolean; allowed: boolean; guests: number }

const asks = {
  muted: (model: Model) => {
    for (const name of inside(model)) model.muted.add(name)
    model.allMuted = true
    return change({ muted: true })
  },
  unmuted: (model: Model) => {
    Object.assign(model, { muted: new Set(), allMuted: false, forced: false })
    return change({ muted: false })
  },
  allowed: (model: Model) => {
    Object.assign(model, { allowed: true, forced: false })
    return change({ selfUnmuting: true })
  },
  forbidden: (model: Model) => {
    model.allowed = false
    return change({ selfUnmuting: false })
  },
  'mute-all': (model: Model) => {
    asks.muted(model)
    model.forced = false
    return muteAll(false)
  },
  'mute-all by force': (model: Model) => {
    asks.muted(model)
    model.forced = true
    return muteAll(true)
  },
  'unmute-all': (model: Model) => {
    asks.unmuted(model)
    return UNMUTE_ALL
  },
  mute: (model: Model): TestIntent => {
    model.muted.add('bob')
    return { type: 'mute', member: keyOf('bob') }
  },
  unmute: (model: Model): TestIntent => {
    model.muted.delete('bob')
    return { type: 'unmute', member: keyOf('bob') }
  },
  join: (model: Model): TestIntent => {
    const name = `guest${(model.guests += 1)}`
    if (model.allMuted && (!model.allowed || model.forced)) model.muted.add(name)
    return { type: 'join', ...user(name), participantId: name as never, device: 'Win' }
  },
}
const inside = ({ guests }: Model) => [
  'bob',
  'cat',
  ...Array.from({ length: guests }, (_, index) => `guest${index + 1}`),
]

test('[HC18] [HC19] [BK18] in any order of settings, being muted and self-unmuting stay independent', () => {
  const anyAsks = fc.array(fc.constantFrom(...(Object.keys(asks) as (keyof typeof asks)[])), { maxLength: 12 })
  fc.assert(
    fc.property(fc.option(fc.boolean(), { nil: undefined }), anyAsks, (selfUnmuting, names) => {
      const model: Model = {
        muted: new Set(),
        allMuted: false,
        forced: false,
        allowed: selfUnmuting ?? true,
        guests: 0,
      }
      const one = conference(selfUnmuting)
      for (const [index, name] of names.entries()) {
        one.when(10 + index, asks[name](model))
        const may = model.allowed && !model.forced
        const audio = (who: string) => (model.muted.has(who) ? (may ? 'muted' : 'barred') : 'allowed')
        const audios = Object.fromEntries(inside(model).map((who) => [who, audio(who)]))
        const policy = may ? 'free' : model.allMuted ? 'barred' : 'strict'
        assert.deepEqual(seen(one), { audios: { ann: 'allowed', ...audios }, policy })
      }
    }),
    { numRuns: 500 },
  )
})

test('[HC18] the same settings have the same result, in any order or all at once', () => {
  const given: Settings[] = [{ muted: true }, { selfUnmuting: false }]
  const results = [given, given.toReversed(), [{ muted: true, selfUnmuting: false }]].map((all) => {
    const one = conference()
    for (const [index, settings] of all.entries()) one.when(5 + index, change(settings))
    return seen(one.join(9, user('dan'), 'd1'))
  })
  const barred = { ann: 'allowed', bob: 'barred', cat: 'barred', dan: 'barred' }
  for (const result of results) assert.deepEqual(result, { audios: barred, policy: 'barred' })
})

test('[BK18] booked self-unmuting outlasts muting and unmuting everybody', () => {
  const terms = { ...defaultTerms('ann' as UnionId), bookingId: 'b' as BookingId }
  const booked = { ...terms, selfUnmuting: false, muteOnJoin: 'always' as const }
  const one = meeting({ details: { booked } }).join(1, ann, 'a1').join(2, bob, 'b1')
  for (const ask of [muteAll(true), UNMUTE_ALL, muteAll(false), UNMUTE_ALL]) one.when(3, ask)
  const { audios, policy } = seen(one.join(4, cat, 'c1'))
  assert.deepEqual([audios['cat'], policy], ['barred', 'strict'])
})

test('[HC19] a muted person who loses their role may not unmute themselves while nobody may', () => {
  const one = conference(false)
  one.when(4, { type: 'add-co-hosts', members: [keyOf('bob')] })
  for (const name of ['ann', 'bob']) one.when(5, { type: 'mute', member: keyOf(name) })
  assert.deepEqual(seen(one).audios, { ann: 'muted', bob: 'muted', cat: 'allowed' })
  one.when(6, { type: 'remove-co-hosts', members: [keyOf('bob')] })
  one.when(7, { type: 'hand-over-host', to: keyOf('cat') })
  assert.deepEqual(seen(one).audios, { ann: 'barred', bob: 'barred', cat: 'allowed' })
})

test('[MS15] in an earlier log, muting and unmuting everybody allows self-unmuting again, as it did then', () => {
  const before: Event[] = [...conference().log, { type: 'self-unmuting-changed', allowed: false, at: at(4) }]
  const replayed = (...events: Event[]) => {
    const state = [...before, ...events].reduce(evolve, newConference())
    assert.ok(state.phase === 'running')
    return [audioPolicyOf(state), state.members.get(keyOf('cat'))?.audio]
  }
  assert.deepEqual(replayed(), ['strict', 'allowed'])
  assert.deepEqual(replayed({ type: 'all-muted', barred: false, at: at(5) }), ['free', 'muted'])
  assert.deepEqual(replayed({ type: 'all-muted', barred: true, at: at(5) }), ['barred', 'barred'])
  assert.deepEqual(replayed({ type: 'all-unmuted', at: at(5) }), ['free', 'allowed'])
})
