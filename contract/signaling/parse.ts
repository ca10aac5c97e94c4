import Type, { type Static, type TProperties, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { parseChatText } from '../text/chat-text.ts'
import { DEVICE_NAMES } from '../text/device-name.ts'
import { CHAT_LENGTH, MEAN_METRICS, PEAK_METRICS, REACTIONS, SIZE_METRICS } from './constants.ts'
import type { Control } from './control.ts'
import type { PeerSignal, QualitySummary, MediaState } from './media.ts'
import type { ConferenceAuth, LobbyAuth, MembersRequest, Reaction, RingAnswer } from './types.ts'

// The server's checks of what clients send. Each parser gives `undefined` for a value that is not of its type.

/** Compiles `schema` for its first value. Its type must be `T` exactly: a key that only one of them has is a type error. */
const parserOf =
  <T>() =>
  <S extends TSchema>(schema: [T] extends [Static<S>] ? ([Static<S>] extends [T] ? S : never) : never) => {
    let compiled: ReturnType<typeof Compile<TSchema>> | undefined
    return (value: unknown): T | undefined => {
      compiled ??= Compile(schema as TSchema)
      return compiled.Check(value) ? (value as T) : undefined
    }
  }

/** An object with these keys and no others. */
function Exactly<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false })
}

/** An identifier. It has no control characters, since not every store can search for them. */
const Identifier = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$' })

const MemberKey = Identifier(160)
const ParticipantId = Identifier(64)
const Token = Type.String({ minLength: 1, maxLength: 4096 })

/** The version that an `auth` of any shape claims. */
export function readVersion(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value)) return undefined
  return typeof value.version === 'number' ? value.version : undefined
}

/** Also accepts the `auth` of another version, if it has this shape. */
export const parseConferenceAuth = parserOf<ConferenceAuth>()(
  Type.Union([
    Type.Object({
      version: Type.Integer(),
      ticket: Token,
      withoutSound: Type.Optional(Type.Boolean()),
      movesHere: Type.Optional(Type.Boolean()),
    }),
    Type.Object({ version: Type.Integer(), resume: Token, seq: Type.Integer({ minimum: 0 }) }),
  ]),
)

export const parseLobbyAuth = parserOf<LobbyAuth>()(Type.Object({ version: Type.Integer(), person: Token }))

export const parseRingAnswer = parserOf<RingAnswer>()(
  Type.Object({
    conferenceId: Identifier(64),
    answer: Type.Enum(['accept', 'decline']),
    device: Type.Enum([...DEVICE_NAMES]),
  }),
)

export const parseControl = parserOf<Control>()(
  Type.Union([
    Exactly({ type: Type.Literal('mute'), member: MemberKey, participantId: Type.Optional(ParticipantId) }),
    Exactly({ type: Type.Literal('unmute'), member: MemberKey, participantId: Type.Optional(ParticipantId) }),
    Exactly({ type: Type.Literal('mute-all'), force: Type.Boolean() }),
    Exactly({ type: Type.Literal('unmute-all') }),
    Exactly({ type: Type.Literal('unmute-self') }),
    Exactly({
      type: Type.Literal('remove'),
      member: MemberKey,
      participantId: Type.Optional(ParticipantId),
      forbidRejoin: Type.Boolean(),
    }),
    Exactly({ type: Type.Literal('let-in'), members: Type.Array(MemberKey, { minItems: 1, maxItems: 100 }) }),
    Exactly({ type: Type.Literal('set-co-host'), member: MemberKey, on: Type.Boolean() }),
    Exactly({ type: Type.Literal('hand-over-host'), member: MemberKey }),
    Exactly({ type: Type.Literal('rename'), member: MemberKey, nick: Type.String({ maxLength: 256 }) }),
    Exactly({ type: Type.Literal('set-locked'), locked: Type.Boolean() }),
    Exactly({ type: Type.Literal('set-sharing'), who: Type.Enum(['everybody', 'hosts']) }),
    Exactly({ type: Type.Literal('set-waiting-room'), on: Type.Boolean() }),
    Exactly({ type: Type.Literal('set-mute-on-join'), who: Type.Enum(['never', 'always', 'crowd']) }),
    Exactly({ type: Type.Literal('set-chat'), allowed: Type.Boolean() }),
    Exactly({ type: Type.Literal('lower-hands'), member: Type.Optional(MemberKey) }),
    Exactly({ type: Type.Literal('stop-video'), member: MemberKey, participantId: Type.Optional(ParticipantId) }),
    Exactly({ type: Type.Literal('stop-screen'), member: MemberKey }),
    Exactly({ type: Type.Literal('focus'), member: Type.Optional(MemberKey) }),
    Exactly({ type: Type.Literal('invite'), unionIds: Type.Array(Identifier(128), { minItems: 1, maxItems: 50 }) }),
    Exactly({ type: Type.Literal('cancel-ring'), member: MemberKey }),
    Exactly({ type: Type.Literal('close') }),
  ]),
)

export const parseMembersRequest = parserOf<MembersRequest>()(
  Exactly({ list: Type.Enum(['present', 'past']), after: Type.Integer({ minimum: 0 }) }),
)

export const parseMediaState = parserOf<MediaState>()(
  Exactly({
    audio: Type.Boolean(),
    video: Type.Boolean(),
    screen: Type.Boolean(),
    hand: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
)

const Signal = Type.Union([
  Exactly({
    description: Exactly({ type: Type.String({ maxLength: 16 }), sdp: Type.String({ maxLength: 65_536 }) }),
  }),
  Exactly({
    candidate: Exactly({
      candidate: Type.String({ maxLength: 4_096 }),
      sdpMid: Type.Optional(Type.Union([Type.String({ maxLength: 64 }), Type.Null()])),
      sdpMLineIndex: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
      usernameFragment: Type.Optional(Type.Union([Type.String({ maxLength: 512 }), Type.Null()])),
    }),
  }),
  Exactly({ reset: Type.Literal(true) }),
])

export const parseRelayed = parserOf<{ to: string; signal: PeerSignal }>()(
  Exactly({ to: ParticipantId, signal: Signal }),
)

const Measure = Type.Optional(Type.Number({ minimum: 0 }))
const Size = Type.Optional(Type.String({ pattern: '^\\d{1,5}\\*\\d{1,5}$' }))

export const parseQualitySummary = parserOf<QualitySummary>()(
  Exactly({ ...keyed([...MEAN_METRICS, ...PEAK_METRICS], Measure), ...keyed(SIZE_METRICS, Size) }),
)

export const parseReaction = parserOf<Reaction>()(Type.Enum([...REACTIONS]))

const parseText = parserOf<{ text: string }>()(Exactly({ text: Type.String({ minLength: 1, maxLength: CHAT_LENGTH }) }))

/** The chat message; `undefined` if nothing of it is visible, or if a character cannot be shown. */
export function parseSaying(value: unknown): { text: string } | undefined {
  const text = parseChatText(parseText(value)?.text ?? '')
  return text === undefined ? undefined : { text }
}

function keyed<Name extends string, S extends TSchema>(names: readonly Name[], schema: S): Record<Name, S> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, S>
}
