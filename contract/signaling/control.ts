import Type, { type Static, type TProperties } from 'typebox'
import { Compile } from 'typebox/compile'

/** An object of these keys and no others. */
export function Exactly<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false })
}

/** What names something: nothing that any store would refuse to look up. */
export const Id = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$' })

/** `key` of a member. */
const Key = Id(160)
const ParticipantId = Id(64)
const UnionId = Id(128)

/**
 * What somebody inside asks of the meeting; whether he may is the server's to say. Everybody hears of what came of it
 * by a change of the roster.
 */
export const Control = Type.Union([
  /** `participantId`: one device; absent, the person with all of them. */
  Exactly({ type: Type.Literal('mute'), member: Key, participantId: Type.Optional(ParticipantId) }),
  /** Lets him unmute again, and asks him to; nobody's microphone is ever opened from afar. */
  Exactly({ type: Type.Literal('unmute'), member: Key, participantId: Type.Optional(ParticipantId) }),
  /** Everybody but host and co-hosts. `force`: they, and who comes later, may not unmute themselves. */
  Exactly({ type: Type.Literal('mute-all'), force: Type.Boolean() }),
  Exactly({ type: Type.Literal('unmute-all') }),
  /** Oneself, after having been muted; refused with `muted-by-host` to whoever may not. */
  Exactly({ type: Type.Literal('unmute-self') }),
  Exactly({
    type: Type.Literal('remove'),
    member: Key,
    participantId: Type.Optional(ParticipantId),
    forbidRejoin: Type.Boolean(),
  }),
  /** People who wait, or any others on the roster that may come in from now on; of unknown ones, nobody. */
  Exactly({ type: Type.Literal('let-in'), members: Type.Array(Key, { minItems: 1, maxItems: 100 }) }),
  Exactly({ type: Type.Literal('set-co-host'), member: Key, on: Type.Boolean() }),
  Exactly({ type: Type.Literal('hand-over-host'), member: Key }),
  /** Oneself, or as host anybody. */
  Exactly({ type: Type.Literal('rename'), member: Key, nick: Type.String({ maxLength: 256 }) }),
  Exactly({ type: Type.Literal('set-locked'), locked: Type.Boolean() }),
  /** `hosts`: nobody but host and co-hosts may share a screen, and a share of somebody else's ends. */
  Exactly({
    type: Type.Literal('set-sharing'),
    who: Type.Union([Type.Literal('everybody'), Type.Literal('hosts')]),
  }),
  /** The one whom everybody sees large; absent, nobody in particular. */
  Exactly({ type: Type.Literal('focus'), member: Type.Optional(Key) }),
  /** People of the caller's organisation. */
  Exactly({ type: Type.Literal('invite'), unionIds: Type.Array(UnionId, { minItems: 1, maxItems: 50 }) }),
  Exactly({ type: Type.Literal('cancel-ring'), member: Key }),
  Exactly({ type: Type.Literal('close') }),
])
export type Control = Static<typeof Control>

export const Saying = Exactly({ text: Type.String({ minLength: 1, maxLength: 2_000 }) })
export type Saying = Static<typeof Saying>

export const Reaction = Type.Union([
  Type.Literal('👍'),
  Type.Literal('👏'),
  Type.Literal('❤️'),
  Type.Literal('😂'),
  Type.Literal('😮'),
  Type.Literal('🎉'),
])
export type Reaction = Static<typeof Reaction>

/** A line of the meeting's chat. Kept while the meeting goes on at this server, the last 200. */
export type Said = {
  /** Ascending within the conference. */
  id: number
  /** `key` of the member. */
  from: string
  nick: string
  text: string
  /** Epoch ms. */
  at: number
}

const control = Compile(Control)
const saying = Compile(Saying)
const reaction = Compile(Reaction)

/** `undefined` if it is not of the shape. */
export function parseControl(value: unknown): Control | undefined {
  return control.Check(value) ? value : undefined
}

/** Control characters but for the end of a line. */
const UNSAYABLE = /[^\P{Cc}\n]/u

/** The text without blanks around it; `undefined` also if nothing is left of it. */
export function parseSaying(value: unknown): Saying | undefined {
  if (!saying.Check(value)) return undefined
  const text = value.text.trim()
  return text === '' || UNSAYABLE.test(text) || !text.isWellFormed() ? undefined : { text }
}

export function parseReaction(value: unknown): Reaction | undefined {
  return reaction.Check(value) ? value : undefined
}
