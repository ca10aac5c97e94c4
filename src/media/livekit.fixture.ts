import { TokenVerifier, WebhookReceiver } from 'livekit-server-sdk'
import type { ConferenceId } from '../conference/identity.ts'
import type { Scenario } from '../conference/scenario.fixture.ts'
import { newConference } from '../conference/state.ts'
import {
  NOTHING_READ,
  replay,
  toChange,
  type CommittedChange,
  type CommittedConference,
} from '../service/conduct/committed.ts'
import type { LiveKitApi, LiveKitParticipant } from './livekit-api.ts'

export const C1 = 'c1' as ConferenceId
export const KEYS = { apiKey: 'key', apiSecret: 'a-secret-of-at-least-32-characters' }
export const tokens = new TokenVerifier(KEYS.apiKey, KEYS.apiSecret)
export const webhooks = new WebhookReceiver(KEYS.apiKey, KEYS.apiSecret)

/** Stands for a LiveKit server: has the participants that the test gives it, and keeps the calls that it gets. */
export class FakeLiveKit implements LiveKitApi {
  readonly calls: unknown[][] = []
  participants: LiveKitParticipant[] = []
  rooms: string[] = [C1]

  async listRooms() {
    return this.rooms
  }

  async listParticipants(): Promise<readonly LiveKitParticipant[]> {
    return this.participants
  }

  async findParticipant(_room: string, wanted: string) {
    return this.participants.find(({ identity }) => identity === wanted)
  }

  async setPermission(
    ...[room, identity, { canPublish, canSubscribe, canPublishSources }]: Parameters<LiveKitApi['setPermission']>
  ) {
    const sources = canPublish ? canPublishSources : []
    this.calls.push(['set', room, identity, canSubscribe, sources])
  }

  async muteTrack(...args: Parameters<LiveKitApi['muteTrack']>) {
    this.calls.push(['mute', ...args])
  }

  async removeParticipant(...args: Parameters<LiveKitApi['removeParticipant']>) {
    this.calls.push(['remove', ...args])
  }

  async deleteRoom(...args: Parameters<LiveKitApi['deleteRoom']>) {
    this.calls.push(['delete', ...args])
  }

  /** The calls since the last time. */
  take(): unknown[][] {
    return this.calls.splice(0)
  }
}

/** The conference of a scenario as it is committed. */
export function committed({ log }: Scenario): CommittedConference {
  const events = log.map((event, index) => ({ seq: index + 1, event }))
  const { committed: conference } = replay(C1, { ...NOTHING_READ, state: newConference() }, events)
  if (!conference) throw new RangeError('nothing has happened')
  return conference
}

/** The last `count` events of a scenario as one change. `isOwn`: this process wrote them. */
export function lastChange(scenario: Scenario, { count = 1, isOwn = true } = {}): CommittedChange {
  const events = scenario.log.map((event, index) => ({ seq: index + 1, event })).slice(-count)
  return toChange(committed(scenario), events, new Set(isOwn ? events.map(({ seq }) => seq) : []))
}
