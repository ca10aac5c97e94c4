import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, ParticipantId } from '../../conference/identity.ts'
import type { SessionRecord } from '../../service/read/history-model.ts'
import { CONFERENCE, HEAD, NOW, stubApi } from '../gateway/stub-api.fixture.ts'

const ROOM = `/v1.0/conference/videoConferences/${CONFERENCE}`

test('[QU9] just after a start, the length of a conference in progress is what the store proves', async () => {
  const head = { ...HEAD, provenAt: (HEAD.startedAt + 900) as EpochMs }
  await using api = stubApi({ heads: { loadOwned: async () => head }, now: () => 0 as EpochMs })
  assert.equal((await api.get(`${ROOM}/infos?realData=true`)).body['timeLength'], 900)
})

test('[QU10] [MS19] a session that has resumed keeps the length that it had while it was silent', async () => {
  const session = { nick: 'Ada', host: false, coHost: false, outside: false, device: 'Mac' } as const
  const open = { ...session, conferenceId: CONFERENCE, participantId: '0' as ParticipantId, joinedAt: NOW as EpochMs }
  const at = (ms: number) => (NOW + ms) as EpochMs
  const rows: SessionRecord[] = [
    { ...open, lastSeenAt: at(700) },
    { ...open, provenAt: at(700) },
    { ...open, provenAt: at(300) },
  ]
  // What is proven of all sessions lags behind what is proven of this one.
  await using api = stubApi({ history: { pageSessions: async () => ({ rows }) }, now: () => NOW + 400 })
  const list = (await api.get(`${ROOM}/details`)).body['list'] as { duration: number }[]
  assert.deepEqual(
    list.map(({ duration }) => duration),
    [700, 700, 400],
  )
})
