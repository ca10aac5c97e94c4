import fc from 'fast-check'
import { DEVICE_NAMES } from '../../contract/text/device-name.ts'
import type { Control } from '../../contract/signaling/control.ts'
import { BOOKINGS, CONFERENCES } from '../worlds/booking-world.ts'
import { ADA, BRAM } from '../worlds/tester.ts'
import { Participant } from './participant.ts'
import { PEOPLE, type Booked, type Held, type HistoryWorld, type PersonOfTest } from './world.ts'

const GUESTS = ['Guest 1', 'Guest 2'] as const
const HOUR_MS = 3_600_000

/** The relative frequency of each step. */
const WEIGHTS = {
  create: 3,
  book: 1,
  'cancel booking': 1,
  join: 12,
  leave: 4,
  cut: 3,
  resume: 2,
  invite: 5,
  'invite telephone': 2,
  telephone: 3,
  'answer ring': 4,
  kick: 3,
  mute: 1,
  'mute all': 1,
  'co-host': 2,
  focus: 1,
  lock: 2,
  settings: 1,
  rename: 2,
  control: 4,
  measure: 1,
  close: 1,
  wait: 6,
  'wait in silence': 2,
  'wait for proof': 1,
  'wait for calls': 1,
  'wait until empty': 1,
} as const
type Kind = keyof typeof WEIGHTS
const KINDS = (Object.keys(WEIGHTS) as Kind[]).flatMap((kind) => Array<Kind>(WEIGHTS[kind]).fill(kind))

/** The raw material of a step. Its numbers choose among what exists. */
export type Step = Readonly<{ do: Kind; at: number; who: number; other: number; flag: boolean }>

const anyStep: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(...KINDS),
  at: fc.nat(4),
  who: fc.nat(9),
  other: fc.nat(9),
  flag: fc.boolean(),
})
const begins: Step = { do: 'create', at: 0, who: 0, other: 3, flag: true }

/** Any history. It begins with a conference. */
export const anyHistory = fc
  .array(anyStep, { minLength: 5, maxLength: 40, size: 'max' })
  .map((steps) => [begins, ...steps])

/** `refused`: a request that changes nothing if it is refused was refused. */
export type Outcome = Readonly<{ refused?: true }>
const DONE: Outcome = {}
const REFUSED: Outcome = { refused: true }

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length]

/** Takes a step. A step whose subject does not exist does nothing. */
export async function take(world: HistoryWorld, step: Step): Promise<Outcome> {
  switch (step.do) {
    case 'create':
      return create(world, step)
    case 'book':
      return book(world, step)
    case 'wait':
      await world.pass(1 + step.who * 190)
      return DONE
    case 'wait in silence':
      for (let passes = 0; passes < 2; passes += 1) {
        await world.pass(1_900)
        await world.settle()
      }
      return DONE
    case 'wait for proof':
      await world.prove()
      return DONE
    case 'wait for calls':
    case 'wait until empty':
      await world.pass(step.do === 'wait for calls' ? 61_000 : 301_000)
      await world.settle()
      return DONE
    case 'join':
      return join(world, step)
    case 'cancel booking': {
      const booking = pick(world.booked, step.at)
      if (!booking) return DONE
      const body = { creatorUnionId: ADA.unionId, scheduleConferenceId: booking.id }
      return toOutcome(await world.call('POST', `${BOOKINGS}/cancel`, { body }))
    }
    case 'answer ring': {
      const { unionId } = pick(PEOPLE, step.who) as PersonOfTest
      const conference = world.held.find(({ id }) => world.ringsOf(unionId).has(id))
      if (!conference) return DONE
      const ring = { conferenceId: conference.id, accepts: step.flag }
      const ticket = await world.answerRing(unionId, ring)
      if (ticket !== undefined) await enter(world, conference, { ticket, name: unionId })
      return DONE
    }
    case 'telephone':
      world.tick()
      world.telephones.calls
        .at(-1 - (step.who % 2))
        ?.does(pick(['ringing', 'answered', 'ended'], step.other) ?? 'ended')
      return DONE
    default: {
      const conference = pick(world.held, step.at)
      return conference ? change(world, conference, { ...step, do: step.do }) : DONE
    }
  }
}

async function create(world: HistoryWorld, { who, other, flag }: Step): Promise<Outcome> {
  const { unionId, app } = pick(PEOPLE, who) as PersonOfTest
  const colleagues = PEOPLE.filter((one) => one.app === app && one.unionId !== unionId)
  const inviteUserIds = colleagues.filter((_, index) => (other >> index) & 1).map((one) => one.unionId)
  const body = { userId: unionId, confTitle: `Meeting ${world.held.length}`, inviteCaller: flag, inviteUserIds }
  const { status, body: created } = await world.call('POST', CONFERENCES, { body, as: app })
  if (status !== 200) return REFUSED
  const { conferenceId, roomCode, externalLinkUrl } = created as Record<string, string>
  add(world, { id: conferenceId ?? '', app, creator: unionId, roomCode: roomCode ?? '', link: externalLinkUrl ?? '' })
  return DONE
}

async function book(world: HistoryWorld, { who, other, flag }: Step): Promise<Outcome> {
  const virtual = { waitingRoom: who % 2, joinBeforeHost: Number(other % 3 > 0) }
  const body = {
    creatorUnionId: ADA.unionId,
    title: `Booking ${world.booked.length}`,
    startTime: world.now() + HOUR_MS,
    endTime: world.now() + 100 * HOUR_MS,
    scheduleConfSettingModel: {
      moziConfVirtualExtraSetting: virtual,
      ...(flag && { cohostUnionIds: [BRAM.unionId] }),
    },
  }
  const { status, body: made } = await world.call('POST', BOOKINGS, { body })
  if (status !== 200) return REFUSED
  const { scheduleConferenceId: id = '', roomCode = '', url = '' } = made as Record<string, string>
  world.booked.push({ id, roomCode, url })
  return DONE
}

function add(world: HistoryWorld, held: Pick<Held, 'id' | 'app' | 'creator' | 'roomCode' | 'link'>): Held {
  const conference: Held = { ...held, sessions: [], guests: new Map() }
  world.held.push(conference)
  return conference
}

/** Somebody asks to join a conference, or the next conference of a booking. */
async function join(world: HistoryWorld, { at, who, other }: Step): Promise<Outcome> {
  const target = pick<Held | Booked>([...world.held, ...world.booked], at)
  if (!target) return DONE
  const { searchParams } = new URL('link' in target ? target.link : await followed(target.url))
  const roomCode = searchParams.get('roomCode')
  world.tick()
  const device = pick(DEVICE_NAMES, other)
  const person = pick([...PEOPLE, ...GUESTS], who) ?? GUESTS[0]
  const running = world.held.findLast((held) => held.roomCode === roomCode)
  let proof: object
  if (typeof person === 'string') {
    proof = { token: searchParams.get('token'), nick: person, guest: running?.guests.get(person) }
  } else {
    const body = { meetingUrl: 'link' in target ? target.link : target.url, unionId: person.unionId }
    const made = await world.call('POST', `${CONFERENCES}/createAutoLoginUrl`, { body, as: person.app })
    if (made.status !== 200) return DONE
    const { loginUrl } = made.body['loginInfo'] as { loginUrl: string }
    proof = { login: new URL(loginUrl).searchParams.get('login') }
  }
  const answer = await world.call('POST', '/api/admission', { body: { roomCode, device, ...proof } })
  const { conferenceId, ticket, guest } = answer.body as Record<string, string>
  const conference =
    world.held.find(({ id }) => id === conferenceId) ??
    (conferenceId === undefined ? running : await found(world, conferenceId, target))
  if (conference && typeof person === 'string' && guest !== undefined) conference.guests.set(person, guest)
  const name = typeof person === 'string' ? person : person.unionId
  if (conference && ticket !== undefined) await enter(world, conference, { ticket, name })
  return DONE // somebody who has to wait is refused and gets a row
}

/** The conference of a booking that a join began. */
async function found(world: HistoryWorld, id: string, target: Held | Booked): Promise<Held> {
  const { body } = await world.call('GET', `${CONFERENCES}/${id}`)
  const { externalLinkUrl = '' } = body['confInfo'] as { externalLinkUrl?: string }
  const { roomCode } = target
  return add(world, { id, app: 'dingacmeapp', creator: ADA.unionId, roomCode, link: externalLinkUrl })
}

async function enter(world: HistoryWorld, { sessions }: Held, entry: { ticket: string; name: string }): Promise<void> {
  world.tick()
  const session = new Participant(world.url, entry.name)
  if ((await session.join(entry.ticket)) === undefined) sessions.push(session)
}

async function followed(url: string): Promise<string> {
  const { headers } = await fetch(url, { redirect: 'manual' })
  return new URL(headers.get('location') ?? '/', url).href
}

/** A change of one conference. */
async function change(world: HistoryWorld, conference: Held, { do: what, who, other, flag }: Step): Promise<Outcome> {
  const { id, app, sessions } = conference
  const { unionId, name } = pick(PEOPLE, who) as PersonOfTest
  const session = pick(sessions, who)
  const device = sessions.find((one) => one.name === unionId)
  const userList = [{ unionId, ...(flag && device && { participantId: device.id }) }]
  const send = async (path: string, body: object, method = 'POST') =>
    toOutcome(await world.call(method, `${CONFERENCES}/${id}${path}`, { body, as: app }))
  switch (what) {
    case 'leave':
      await session?.leave()
      return DONE
    case 'cut':
      await session?.vanish()
      return DONE
    case 'resume':
      if (session && !session.isConnected) await session.resume()
      return DONE
    case 'measure':
      session?.measure(other)
      return DONE
    case 'invite':
      return send('/users/invite', { inviteeList: [{ unionId, nick: flag ? name : `${name} ${other}` }] })
    case 'invite telephone': {
      const nick = `Desk ${who % 2}`
      return send('/users/invite', { phoneInviteeList: [{ phoneNumber: `1380000000${who % 2}`, nick }] })
    }
    case 'kick':
      return send('/members/kick', { userList, forbiddenRejoin: other % 3 === 0 })
    case 'mute':
      return send('/members/mute', { userList, action: other % 2 ? 'mute' : 'un_mute' })
    case 'mute all':
      return send('/allMembers/mute', { action: other % 2 ? 'mute' : 'un_mute', forceMute: flag })
    case 'co-host':
      return send('/coHosts/set', { userList: [{ unionId }], action: other % 3 ? 'add' : 'remove' })
    case 'focus':
      return send('/focus', { action: other % 3 ? 'focus' : 'un_focus', unionId })
    case 'lock':
      return send('/lock', { action: other % 3 === 0 ? 'lock' : 'unlock' })
    case 'settings':
      return send('', { allowUnmuteSelf: flag, lockConference: other === 0, autoTransferHost: other > 2 }, 'PUT')
    case 'rename':
      return send('/members/updateNick', { unionId, nick: `${name} the ${other}.` })
    case 'close':
      return toOutcome(await world.call('DELETE', `${CONFERENCES}/${id}?unionId=${unionId}`, { as: app }))
    case 'control': {
      const member = (await session?.snapshot())?.members.find((view) => view.unionId === unionId)
      if (!session || !member) return DONE
      const { ok } = await session.control(toControl({ member: member.key, unionId, other, flag }))
      return ok ? DONE : REFUSED
    }
    default:
      return DONE
  }
}

/** What a person in the conference asks for on their page. */
function toControl(given: { member: string; unionId: string; other: number; flag: boolean }): Control {
  const { member, unionId, other, flag } = given
  const controls: readonly Control[] = [
    { type: 'hand-over-host', member },
    { type: 'let-in', members: [member] },
    { type: 'cancel-ring', member },
    { type: 'set-co-host', member, on: flag },
    { type: 'unmute-self' },
    { type: 'rename', member, nick: `Renamed ${other}` },
    { type: 'remove', member, forbidRejoin: flag },
    { type: 'set-locked', locked: flag },
    { type: 'invite', unionIds: [unionId] },
    { type: 'set-sharing', who: flag ? 'hosts' : 'everybody' },
    { type: 'set-waiting-room', on: flag },
    { type: 'set-mute-on-join', who: flag ? 'always' : 'never' },
    { type: 'lower-hands', member },
    { type: 'stop-video', member },
    { type: 'stop-screen', member },
  ]
  return pick(controls, other) as Control
}

function toOutcome({ status }: { status: number }): Outcome {
  return status === 200 ? DONE : REFUSED
}
