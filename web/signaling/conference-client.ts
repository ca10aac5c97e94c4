import type { Control } from '../../contract/signaling/control.ts'
import type {
  Change,
  ClosedReason,
  Done,
  Reaction,
  RefusalCode,
  Snapshot,
  Welcome,
} from '../../contract/signaling/types.ts'
import type { PeerSignal, QualitySummary, Stage } from '../../contract/signaling/media.ts'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { observable, type Observable } from '../state/observable.ts'
import type { Conference, ConferenceState, Happening, Line } from '../state/room/conference.ts'
import { applyChange, seatsOf, toRoster, type Roster } from '../state/room/roster.ts'
import type { RoomEnd } from '../state/room/views.ts'
import type { KeptSession } from './kept-session.ts'
import { openSocket, whenRefused, type ConferenceSocket } from './socket.ts'

/** How long an answer is waited for. */
const ANSWER_MS = 5_000
/** A server that said it restarts is given this much longer to come back. */
const RESTART_MS = 60_000
/** Until the first welcome has told it. */
const LEAVE_WINDOW_MS = 15_000
const NO_LINE: Done = { ok: false, code: 'draining' }

const ENDS: Readonly<Partial<Record<RefusalCode, RoomEnd>>> = {
  'version-unsupported': 'version-unsupported',
  'pass-invalid': 'pass-invalid',
  'pass-used': 'pass-invalid',
  'session-ended': 'lost',
  banned: 'banned',
  'conference-locked': 'conference-locked',
  'host-absent': 'host-absent',
  'waiting-room': 'waiting-room',
  'conference-ended': 'conference-ended',
  'conference-not-found': 'conference-ended',
}

/** One session of this page, over as many connections as it takes. */
export class ConferenceClient implements Conference {
  readonly state: Observable<ConferenceState>
  readonly #socket: ConferenceSocket
  readonly #kept: KeptSession
  readonly #stopRetrying: () => void
  readonly #listeners = new Set<(happening: Happening) => void>()
  #resumeToken: string | undefined
  #leaveWindowMs = LEAVE_WINDOW_MS
  #heardAt = Date.now()
  #graceMs = 0
  #isAskingForSnapshot = false
  #giveUp: ReturnType<typeof setTimeout> | undefined

  /** With a ticket a new session; without, the one that `kept` holds the resume token of. */
  constructor({ server, ticket, kept }: { server: URL; ticket?: string; kept: KeptSession }) {
    this.state = observable<ConferenceState>({
      line: { phase: 'joining' },
      self: '',
      stages: {},
      said: [],
      grades: {},
      welcomes: 0,
    })
    this.#kept = kept
    if (ticket === undefined) this.#resumeToken = kept.read()
    this.#socket = openSocket(server, () =>
      this.#resumeToken === undefined
        ? { version: SIGNALING_VERSION, ticket: ticket ?? '-' }
        : // Numbers begin at 1, so that a page without a roster gets one.
          { version: SIGNALING_VERSION, resume: this.#resumeToken, seq: this.state.get().roster?.seq ?? 0 },
    )
    this.#stopRetrying = whenRefused(this.#socket, (code) => this.#end(ENDS[code] ?? 'fault'))
    this.#listen()
  }

  hear(listener: (happening: Happening) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  control(control: Control): Promise<Done> {
    return this.#ask((socket) => socket.emitWithAck('control', control))
  }

  stage(stage: Stage): Promise<Done> {
    return this.#ask((socket) => socket.emitWithAck('stage', stage))
  }

  say(text: string): Promise<Done> {
    return this.#ask((socket) => socket.emitWithAck('say', { text }))
  }

  react(reaction: Reaction): Promise<Done> {
    return this.#ask((socket) => socket.emitWithAck('react', reaction))
  }

  signal(to: string, signal: PeerSignal): void {
    if (this.#isInside()) this.#socket.emit('signal', { to, signal })
  }

  tellQuality(summary: QualitySummary): void {
    if (this.#isInside()) this.#socket.emit('quality', summary)
  }

  leave(): void {
    if (this.#isInside()) this.#socket.emit('leave')
    else this.#end('left') // the server notices by the silence
    // The answer is waited for, but not for ever.
    this.#giveUp ??= setTimeout(() => this.#end('left'), ANSWER_MS)
  }

  away(): void {
    if (this.#isInside()) this.#socket.emit('away')
  }

  close(): void {
    this.away()
    clearTimeout(this.#giveUp)
    this.#stopRetrying()
    this.#listeners.clear()
    this.#socket.off()
    // Not `disconnect`, which the server takes for leaving.
    this.#socket.io.reconnection(false)
    this.#socket.io.engine?.close()
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('welcome', (welcome) => this.#welcomed(welcome))
    socket.on('change', (change) => this.#change(change))
    socket.on('closed', ({ reason }) => this.#closed(reason))
    socket.on('restarting', () => (this.#graceMs = RESTART_MS))
    socket.on('stage', ({ participantId, stage }) =>
      this.#put({ stages: { ...this.state.get().stages, [participantId]: stage } }),
    )
    socket.on('said', (said) => this.#put({ said: [...this.state.get().said, said] }))
    socket.on('quality', (grades) => this.#put({ grades }))
    socket.on('reacted', (reacted) => this.#tell({ type: 'reacted', ...reacted }))
    socket.on('askedToUnmute', ({ by }) => this.#tell({ type: 'asked-to-unmute', by }))
    socket.on('signal', (signal) => this.#tell({ type: 'signal', ...signal }))
    socket.on('disconnect', () => this.#lineLost())
    socket.on('connect', () => socket.io.engine.on('packet', () => (this.#heardAt = Date.now())))
  }

  #welcomed({ participantId, resumeToken, leaveWindowMs, snapshot, stages, said, media, invitation }: Welcome): void {
    const before = this.state.get()
    const roster = snapshot ? toRoster(snapshot) : before.roster
    this.#resumeToken = resumeToken
    this.#kept.write(resumeToken)
    this.#leaveWindowMs = leaveWindowMs
    this.#graceMs = 0
    this.#heardAt = Date.now()
    clearTimeout(this.#giveUp)
    this.#giveUp = undefined
    this.state.set({
      line: { phase: 'inside' },
      self: participantId,
      ...(roster && { roster }),
      stages,
      said,
      grades: before.grades,
      grant: media,
      ...(invitation && { invitation }),
      welcomes: before.welcomes + 1,
    })
  }

  #change(change: Change): void {
    const { roster } = this.state.get()
    const next = roster && applyChange(roster, change)
    if (next) this.#follow(next)
    else if (roster) this.#askForSnapshot()
  }

  #follow(roster: Roster): void {
    const { stages } = this.state.get()
    const open = new Set(seatsOf(roster).map(({ session }) => session.participantId))
    const left = Object.entries(stages).filter(([participantId]) => open.has(participantId))
    this.#put({
      roster,
      // The same object where nobody has gone, so that nothing is drawn anew for it.
      stages: left.length === Object.keys(stages).length ? stages : Object.fromEntries(left),
    })
  }

  #askForSnapshot(): void {
    if (this.#isAskingForSnapshot) return
    this.#isAskingForSnapshot = true
    const replace = (snapshot: Snapshot) => {
      const { roster } = this.state.get()
      if (!roster || snapshot.seq >= roster.seq) this.#follow(toRoster(snapshot))
    }
    this.#socket
      .timeout(ANSWER_MS)
      .emitWithAck('snapshot')
      .then((answer) => answer.ok && replace(answer.snapshot))
      .catch(() => undefined) // the next change asks again, or the next welcome brings it
      .finally(() => (this.#isAskingForSnapshot = false))
  }

  #lineLost(): void {
    if (this.state.get().line.phase !== 'inside') return
    const since = Date.now()
    const until = Math.max(since, this.#heardAt + this.#leaveWindowMs + this.#graceMs)
    this.#setLine({ phase: 'reconnecting', since, until })
    clearTimeout(this.#giveUp)
    this.#giveUp = setTimeout(() => this.#end('lost'), until - since)
  }

  #closed(reason: ClosedReason): void {
    this.#end(reason)
  }

  #end(reason: RoomEnd): void {
    if (this.state.get().line.phase === 'ended') return
    clearTimeout(this.#giveUp)
    this.#stopRetrying()
    if (reason !== 'replaced') this.#kept.forget()
    this.#setLine({ phase: 'ended', reason })
    this.#socket.disconnect()
  }

  async #ask(question: (socket: ReturnType<ConferenceSocket['timeout']>) => Promise<Done>): Promise<Done> {
    if (!this.#isInside()) return NO_LINE
    try {
      return await question(this.#socket.timeout(ANSWER_MS))
    } catch {
      return NO_LINE // the connection was lost on the way
    }
  }

  #isInside(): boolean {
    return this.state.get().line.phase === 'inside' && this.#socket.connected
  }

  #tell(happening: Happening): void {
    for (const listener of this.#listeners) listener(happening)
  }

  #setLine(line: Line): void {
    this.#put({ line })
  }

  #put(part: Partial<ConferenceState>): void {
    this.state.update((state) => ({ ...state, ...part }))
  }
}
