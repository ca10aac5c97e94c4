import assert from 'node:assert/strict'
import { CONFERENCES } from '../worlds/booking-world.ts'
import { APPS } from './answers.ts'
import type { AppId, HistoryWorld } from './world.ts'

/** The reads of one conference. */
const READS = [
  '',
  '/members',
  '/details',
  '/infos?realData=true',
  '/metricDatas?beginTime=0&endTime=1&unionId=anybody',
] as const
const UNKNOWN = '0123456789abcdef01234567'

/** All reads of a conference agree on who may read it, and whether it exists. */
export async function assertRefusalsAgree(world: HistoryWorld): Promise<void> {
  const statusesOf = async (id: string, as: AppId) => {
    const answers = await Promise.all(READS.map((path) => world.call('GET', `${CONFERENCES}/${id}${path}`, { as })))
    return [...new Set(answers.map(({ status, body }) => `${status} ${String(body['code'] ?? '')}`.trim()))]
  }
  for (const as of APPS) {
    assert.deepEqual(await statusesOf(UNKNOWN, as), ['404 roomNotFound'])
    for (const { id, app } of world.held) {
      assert.deepEqual(await statusesOf(id, as), [app === as ? '200' : '403 noPermission'], `${id} for ${as}`)
    }
  }
}
