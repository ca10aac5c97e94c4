import assert from 'node:assert/strict'
import test from 'node:test'
import type { LiveMeetingsPage } from '../../../../contract/web/console-live-types.ts'
import { openLiveList } from './live-list.ts'

test('[CO29] the list has the meetings of the latest answer, and goes on at its cursor', async () => {
  const requests: unknown[] = []
  const answers: LiveMeetingsPage[] = [
    { meetings: [], total: 1, cursor: 'next' },
    { meetings: [], total: 1 },
  ]
  const list = openLiveList(
    {
      async liveMeetings(corpId, page) {
        requests.push([corpId, page])
        return answers.shift() ?? { meetings: [], total: 0 }
      },
    },
    { corpId: 'dingacme', signedOut: () => {} },
  )
  await list.refresh()
  await list.more()
  const view = list.view.get()
  assert.equal(view.phase === 'shown' && view.hasMore, false)
  assert.deepEqual(requests, [
    ['dingacme', { limit: 50 }],
    ['dingacme', { cursor: 'next', limit: 50 }],
  ])
})
