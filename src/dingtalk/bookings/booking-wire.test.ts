import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SettingModel } from '../../../contract/dingtalk/booking-settings.ts'
import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import { defaultTerms } from '../../conference/terms.ts'
import type { Booking } from '../../service/booking/booking-ports.ts'
import { toSettingModel, toSettings } from './booking-wire.ts'

const flag = fc.constantFrom(0, 1)
const people = fc.uniqueArray(fc.constantFrom('bram', 'cleo', 'dan'))
const model = fc.record(
  {
    hostUnionId: fc.constantFrom('ada', 'bram'),
    cohostUnionIds: people,
    lockRoom: flag,
    muteOnJoin: fc.constantFrom(-1, 0, 6) as fc.Arbitrary<-1 | 0 | 6>,
    screenShareForbidden: flag,
    moziConfVirtualExtraSetting: fc.record(
      {
        waitingRoom: flag,
        joinBeforeHost: flag,
        enableChat: flag,
        lockNick: flag,
        lockMediaStatusMicMute: flag,
        enableWebAnonymousJoin: fc.boolean(),
        pushMinutesCard: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    aiAgentSummarySetting: fc.record({ value: fc.constantFrom('enable', 'disable') }),
  },
  { requiredKeys: [] },
) satisfies fc.Arbitrary<SettingModel>

function readBack(given: SettingModel): ReturnType<typeof toSettingModel> {
  const { terms, passive } = toSettings(given)
  const organizationId = 'acme' as OrganizationId
  return toSettingModel({ terms: { ...defaultTerms('ada' as UnionId), ...terms }, passive, organizationId } as Booking)
}

test('[BK7] set settings are returned as set, others with their default, and passive ones not at all', () => {
  const defaults = readBack({})
  fc.assert(
    fc.property(model, ({ aiAgentSummarySetting: _passive, moziConfVirtualExtraSetting: more = {}, ...given }) => {
      const { pushMinutesCard: _push, ...extra } = more
      assert.deepEqual(readBack({ ...given, moziConfVirtualExtraSetting: more }), {
        ...defaults,
        ...given,
        moziConfVirtualExtraSetting: { ...defaults.moziConfVirtualExtraSetting, ...extra },
      })
    }),
  )
  assert.deepEqual(toSettings({ aiAgentSummarySetting: { value: 'enable' } }), {
    terms: {},
    passive: { aiAgentSummarySetting: { value: 'enable' } },
  })
})
