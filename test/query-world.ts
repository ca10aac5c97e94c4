import assert from 'node:assert/strict'
import { stubApi } from '../src/api/dingtalk/stub.scenario.ts'
import { ConferenceError } from '../src/conference/conference-error.ts'
import { DEFAULT_PATIENCE } from '../src/conference/due.ts'
import type { ConferenceId, OrganizationId, ParticipantId, UnionId } from '../src/conference/identity.ts'
import { Conduct } from '../src/service/conduct.ts'
import { Conferences } from '../src/service/conferences.ts'
import type { Actor } from '../src/service/directory-model.ts'
import { Directory } from '../src/service/directory.ts'
import { History } from '../src/service/history.ts'
import { Quality } from '../src/service/quality.ts'
import { StandingClock } from '../src/service/recorded-store.scenario.ts'
import { Roster } from '../src/service/roster.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { randomIds } from '../src/system.ts'

export type Corp = 'acme' | 'globex'

const PEOPLE: Readonly<Record<Corp, readonly string[]>> = { acme: ['ada', 'bram', 'cleo'], globex: ['gus', 'hal'] }
export const EVERYBODY = [...PEOPLE.acme, ...PEOPLE.globex]
const SCOPES = new Set(['VideoConference.Conference.Read'])
const actorOf = (corp: Corp): Actor => ({
  clientId: corp,
  kind: 'app',
  organizationId: corp as OrganizationId,
  scopes: SCOPES,
})

/** Of the `n`th conference that there is. */
export type Step = { do: 'create' | 'join' | 'leave' | 'invite' | 'kick' | 'guest' | 'close'; n: number; who: number }

type Held = { id: ConferenceId; corp: Corp; title: string; roomCode: string; sessions: ParticipantId[]; ended: boolean }

/** The API over real services and a real store, of which the tokens are the names of the organisations. */
export async function openWorld() {
  const store = await openSqlite({ path: ':memory:' })
  const clock = new StandingClock()
  const ids = randomIds()
  const directory = new Directory(store.directory, true)
  for (const [corp, people] of Object.entries(PEOPLE)) {
    const organizationId = corp as OrganizationId
    await store.directory.saveOrganization({ id: organizationId, name: corp })
    for (const name of people) {
      await directory.saveUser({ organizationId, userId: name, unionId: name as UnionId, name, admin: false })
    }
  }
  const roster = new Roster({ conferences: store.conferences, rosters: store.rosters, directory, reading: 'any' })
  const conduct = new Conduct({
    store: store.conferences,
    clock,
    patience: DEFAULT_PATIENCE,
    committed: (commit) => roster.apply(commit),
  })
  const conferences = new Conferences({ conduct, roster, directory, clock, ids })
  const history = new History({ store: store.history, roster, stages: { sending: () => new Map() } })
  const quality = new Quality({ store: store.quality, roster, clock })
  const authenticate = async (token: string) => actorOf(token as Corp)
  const api = stubApi({
    now: () => clock.now(),
    accessTokens: { authenticate, recall: (token) => actorOf(token as Corp) },
    roster: bound(roster, ['loadInfo', 'listMembers', 'recallMembers']),
    history: bound(history, ['listRunning', 'pageRunning', 'pageByRoomCode', 'pageBegun', 'pageSessions']),
    quality: bound(quality, ['listLatest', 'listSeries']),
  })
  const held: Held[] = []

  const take = async (step: Step): Promise<void> => {
    const unionId = EVERYBODY[step.who % EVERYBODY.length] as UnionId
    if (step.do === 'create') {
      const corp = step.n === 0 ? 'acme' : 'globex'
      const [creator, ...invitees] = PEOPLE[corp] as readonly UnionId[]
      const order = {
        creator: creator as UnionId,
        title: `${corp} meeting ${held.length}`,
        invitees,
        inviteCreator: true,
      }
      const { id, title, roomCode } = await conferences.create(actorOf(corp), order)
      held.push({ id, corp, title, roomCode, sessions: [], ended: false })
      return
    }
    const conference = held[step.n % held.length]
    if (!conference) return
    const { id, corp, sessions } = conference
    const actor = actorOf(corp)
    const participantId = ids.object(clock.now()) as ParticipantId
    switch (step.do) {
      case 'join':
      case 'guest': {
        const person =
          step.do === 'join'
            ? ({ kind: 'user', unionId } as const)
            : ({ kind: 'guest', guestId: participantId } as const)
        const outside = !PEOPLE[corp].includes(unionId) || step.do === 'guest'
        const newcomer = { person, nick: step.do === 'join' ? unionId : 'Guest', outside }
        await conduct.conduct(id, { type: 'join', ...newcomer, device: 'Mac', participantId })
        sessions.push(participantId)
        quality.note(id, participantId, { roundTripTime: step.who })
        return quality.save()
      }
      case 'leave': {
        const leaving = sessions[step.who % sessions.length]
        if (leaving) await conduct.conduct(id, { type: 'leave', participantId: leaving })
        return
      }
      case 'invite':
        return conferences.invite(actor, id, { people: [{ unionId, nick: unionId }], phones: [] })
      case 'kick':
        return conferences.remove(actor, id, { targets: [{ unionId }], forbidRejoin: step.who > 2 })
      case 'close':
        await conferences.close(actor, id, PEOPLE[corp][0] as UnionId)
        conference.ended = true
    }
  }

  return {
    api,
    held,
    conduct,
    /** What is refused is refused, and changes nothing. */
    async take(step: Step): Promise<void> {
      clock.forward(step.n % 3 === 0 ? 0 : step.who)
      await take(step).catch((error: unknown) => assert.ok(error instanceof ConferenceError, String(error)))
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}
export type QueryWorld = Awaited<ReturnType<typeof openWorld>>

function bound<Part extends object, Name extends keyof Part>(part: Part, names: readonly Name[]): Pick<Part, Name> {
  const methods = names.map((name) => [name, (part[name] as (...given: unknown[]) => unknown).bind(part)])
  return Object.fromEntries(methods) as Pick<Part, Name>
}
