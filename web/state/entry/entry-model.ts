import type { EntryAnswer } from '../../../contract/web/types.ts'
import type { DeviceName } from '../../../contract/text/device-name.ts'
import { parseNick } from '../../../contract/text/nick.ts'
import type { Picture } from '../../media/engine.ts'
import type { LevelMeter } from '../../media/level-meter.ts'
import { ApiError } from '../api.ts'
import { openCodeForm } from './code-form.ts'
import type { EntryCalls, Proofs } from './entry-calls.ts'
import { CURED_BY_SIGNING_IN, TEMPORARY, toRefusal, toWait, WORTH_RETRYING } from './entry-refusals.ts'
import type { EntryModel, EntryRefusal, EntryView, EntryWait, EntryWay } from './entry-views.ts'
import { mayClaimHost, openHostClaim } from './host-claim.ts'
import { observable } from '../../../client/observable.ts'
import { Scope } from '../scope.ts'
import type { Clock } from '../../../client/clock.ts'
import { toDevicesView, toEffectsView } from '../devices/choices.ts'
import { toSwitch, type OwnMedia } from '../devices/own-media.ts'

/** What the page before joining needs. */
export type EntrySetup = Readonly<{
  /** Absent if the address names no meeting. */
  proofs?: Proofs
  isSignedIn: boolean
  device: DeviceName
  calls: EntryCalls
  media: OwnMedia
  meter: LevelMeter
  clock: Clock
  picture: (track: MediaStreamTrack) => Picture
  /** A guest's name, remembered in this browser. */
  rememberedNick: Readonly<{ read: () => string | undefined; write: (nick: string) => void }>
  /** The guest pass of this browser, by room code. */
  rememberedGuest: Readonly<{
    read: (roomCode: string) => string | undefined
    write: (roomCode: string, pass: string) => void
  }>
  /** Opens the sign-in page, which leads back to the meeting with these proofs. */
  signIn: (proofs: Proofs) => void
  /** Opens the meeting of another room code. */
  goTo: (proofs: Proofs) => void
  /** Called with the proofs that the server has accepted. */
  onAccepted: (proofs: Proofs) => void
  /** `hasWaited`: the person waited before, so they may not see the page now. */
  enter: (ticket: string, how: Readonly<{ hasWaited: boolean; way: EntryWay }>) => void
}>

const LEVEL_MS = 100
/** How often the page asks who is in the meeting. */
const REFRESH_MS = 10_000
/** How often a waiting page asks to join. */
const WAIT_MS = 3_000

/** The page before joining. Disposing it leaves `media` and `meter` open for the room. */
export function openEntry(setup: EntrySetup): EntryModel & Disposable {
  const { media, meter, clock, calls, rememberedNick, rememberedGuest } = setup
  const level = observable(0)
  let proofs = setup.proofs
  let phase: EntryView['phase'] = proofs ? 'looking' : 'refused'
  let refusal: EntryRefusal | undefined = proofs ? undefined : 'not-admitted'
  let isLockedWithPassword = false
  let found: EntryAnswer | undefined
  let nick = rememberedNick.read() ?? ''
  let isNameRequested = false
  let isOpen = true
  let wait: EntryWait | undefined
  /** The person has typed a passcode on this page, which may be the host password. `false` when the page joins again. */
  let claimsHost = false
  let cancelRetry = () => {}
  /** Counts attempts to join. The answer to an earlier attempt is ignored. */
  let joins = 0
  const pictures = new WeakMap<MediaStreamTrack, Picture>()
  const hostClaim = openHostClaim({
    lookUp: (password) => {
      const requested = { roomCode: setup.proofs?.roomCode ?? '', passcode: password }
      return calls.lookUp({ ...requested, ...guestOf(requested), claimsHost: true })
    },
    toRefusal,
    onProven: (password, seen) => {
      if (phase !== 'ready' && phase !== 'refused') return // the person has joined meanwhile
      proofs = { roomCode: setup.proofs?.roomCode ?? '', passcode: password }
      claimsHost = true
      found = seen
      wait = seen.wait
      phase = 'ready'
      refusal = undefined
    },
    onChange: show,
  })
  const codeForm = openCodeForm({
    roomCode: setup.proofs?.roomCode ?? '',
    isSignedIn: setup.isSignedIn,
    onChange() {
      refusal = undefined
      show()
    },
    submit(typed) {
      claimsHost = typed.passcode !== undefined
      void loadPreview(typed)
    },
  })

  const view = observable(draw())
  const scope = new Scope()
  const { devices, effects } = media
  for (const source of [media.state, devices.lists, devices.chosen, effects.choice]) scope.follow(source, show)
  scope.every(clock, LEVEL_MS, () => level.set(media.state.get().microphone.on ? meter.read() : 0))
  scope.every(clock, REFRESH_MS, () => void refresh())
  show()
  if (proofs) void loadPreview(proofs)

  async function loadPreview(requested: Proofs): Promise<void> {
    phase = 'looking'
    refusal = undefined
    show()
    try {
      const seen = await calls.lookUp({ ...requested, ...extrasOf(requested) })
      if (requested.roomCode !== setup.proofs?.roomCode) return setup.goTo(requested)
      found = seen
      wait = found.wait
      proofs = requested
      setup.onAccepted(requested)
      phase = 'ready'
    } catch (error) {
      refuse(error, requested)
      // The other meeting exists, and its page says why the person cannot join it.
      const isOther = requested.roomCode !== setup.proofs?.roomCode
      const why = toRefusal(error)
      if (isOther && why !== 'not-admitted' && !TEMPORARY.has(why)) return setup.goTo(requested)
    }
    show()
  }

  /** Refreshes who is in the meeting. A failure changes nothing. */
  async function refresh(): Promise<void> {
    if (phase !== 'ready' || !proofs) return
    const seen = await calls.lookUp({ ...proofs, ...extrasOf(proofs) }).catch(() => found)
    if (phase !== 'ready') return // the person has joined meanwhile
    found = seen
    wait = found?.wait
    show()
  }

  function refuse(error: unknown, requested: Proofs): void {
    refusal = toRefusal(error)
    isLockedWithPassword = error instanceof ApiError && error.hasHostPassword
    // A room code without a proof is not an error yet: the page asks for the passcode.
    const hasLink = setup.proofs?.token !== undefined || setup.proofs?.login !== undefined
    phase = refusal === 'not-admitted' && !hasLink ? 'locked' : 'refused'
    const isFirst = requested.passcode === undefined && requested.roomCode === setup.proofs?.roomCode
    if (phase === 'locked' && isFirst) refusal = undefined
  }

  async function join(way: EntryWay): Promise<void> {
    const guestNick = found?.nick === undefined ? parseNick(nick) : undefined
    isNameRequested = found?.nick === undefined && guestNick === undefined
    if (isNameRequested) return show()
    if (guestNick !== undefined) rememberedNick.write(guestNick)
    phase = 'joining'
    refusal = undefined
    joins += 1
    show()
    await requestTicket({ attempt: joins, way }, guestNick)
  }

  /** `requested.attempt`: the number of this attempt to join. */
  async function requestTicket(
    requested: Readonly<{ attempt: number; way: EntryWay }>,
    guestNick: string | undefined,
  ): Promise<void> {
    if (!proofs) return
    const isOver = () => !isOpen || requested.attempt !== joins
    try {
      const { ticket, guest } = await calls.pass({
        ...proofs,
        ...extrasOf(proofs),
        device: setup.device,
        ...(guestNick !== undefined && { nick: guestNick }),
        ...(phase === 'waiting' && { waits: true }),
      })
      if (guest !== undefined) rememberedGuest.write(proofs.roomCode, guest)
      if (!isOver()) setup.enter(ticket, { hasWaited: phase === 'waiting', way: requested.way })
    } catch (error) {
      if (isOver()) return
      const isWaiting = handleRefusal(error, proofs)
      if (isWaiting) cancelRetry = clock.wait(WAIT_MS, () => void requestTicket(requested, guestNick))
      show()
    }
  }

  /** Shows the refusal, unless the page can wait until it no longer applies. @returns whether the page keeps waiting */
  function handleRefusal(error: unknown, requested: Proofs): boolean {
    const { guest, login } = error instanceof ApiError ? error.retryPasses : {}
    if (guest !== undefined) rememberedGuest.write(requested.roomCode, guest)
    if (login !== undefined) proofs = { ...requested, login }
    const waitsFor = toWait(error)
    const isTemporary = phase === 'waiting' && TEMPORARY.has(toRefusal(error))
    if (!waitsFor && !isTemporary) {
      refuse(error, requested)
      return false
    }
    wait = waitsFor ?? wait
    phase = 'waiting'
    return true
  }

  function stopWaiting(): void {
    joins += 1
    cancelRetry()
    phase = 'ready'
    show()
  }

  function guestOf({ roomCode }: Proofs): { guest?: string } {
    const guest = rememberedGuest.read(roomCode)
    return guest === undefined ? {} : { guest }
  }

  function extrasOf(requested: Proofs): { guest?: string; claimsHost?: true } {
    return { ...guestOf(requested), ...(claimsHost && { claimsHost }) }
  }

  function draw(): EntryView {
    const { microphone, camera } = media.state.get()
    const isGuest = found !== undefined && found.nick === undefined
    const requested = setup.proofs
    const canRetry = phase === 'refused' && refusal !== undefined && WORTH_RETRYING.has(refusal)
    const isLocked = phase === 'refused' && refusal === 'conference-locked'
    const claim = (phase === 'ready' && found) || (isLocked && { hasHostPassword: isLockedWithPassword })
    const isCurable = phase === 'refused' && refusal !== undefined && CURED_BY_SIGNING_IN.has(refusal)
    const mayHelp =
      !setup.isSignedIn && (phase === 'locked' || isCurable || (isGuest && (phase === 'ready' || phase === 'waiting')))
    return {
      phase,
      roomCode: requested?.roomCode ?? '',
      ...(found && { title: found.title }),
      ...(found?.look && { look: found.look }),
      participants: found?.inside ?? [],
      participantCount: found?.insideCount ?? 0,
      ...(wait && (phase === 'ready' || phase === 'joining' || phase === 'waiting') && { wait }),
      ...(found?.waitsFor !== undefined && { waitsFor: found.waitsFor }),
      ...(phase === 'waiting' && { stopWaiting }),
      ...(found?.nick !== undefined && { nick: found.nick }),
      ...(found?.asHost && { asHost: true }),
      ...(found?.missing && (phase === 'ready' || phase === 'joining') && { missing: found.missing }),
      ...(claim && requested && mayClaimHost(claim) && { hostClaim: hostClaim.view() }),
      ...(isGuest && { guest: { nick, ...(isNameRequested && problemOf(nick)), setNick } }),
      ...(phase === 'locked' && { codeForm: codeForm.view() }),
      ...(refusal && { refusal }),
      ...(mayHelp && requested && { signIn: () => setup.signIn(withoutLogin(proofs ?? requested)) }),
      ...(canRetry && requested && { retry: () => void loadPreview(proofs ?? requested) }),
      microphone: toSwitch(microphone, () => void media.set('microphone', !microphone.on)),
      camera: toSwitch(camera, () => void media.set('camera', !camera.on)),
      ...(camera.track && { preview: pictureOf(camera.track) }),
      devices: toDevicesView(media),
      effects: toEffectsView(media),
      ...(found?.alreadyInside && { alreadyInside: true }),
      ...(phase === 'ready' && {
        join: () => void join(found?.alreadyInside || found?.returns ? { movesHere: true } : {}),
      }),
      ...(phase === 'ready' && found?.alreadyInside && { joinWithoutSound: () => void join({ withoutSound: true }) }),
    }
  }

  function setNick(text: string): void {
    nick = text
    show()
  }

  function pictureOf(track: MediaStreamTrack): Picture {
    const picture = pictures.get(track) ?? setup.picture(track)
    pictures.set(track, picture)
    return picture
  }

  function show(): void {
    if (!isOpen) return
    const { microphone } = media.state.get()
    meter.attach(microphone.on ? microphone.track : undefined)
    view.set(draw())
  }

  return {
    view,
    level,
    [Symbol.dispose]() {
      isOpen = false
      cancelRetry()
      scope[Symbol.dispose]()
    },
  }
}

/** A personal link is for one person and works once. A person who signs in does not need it. */
function withoutLogin({ roomCode, login, ...proof }: Proofs): Proofs {
  return login === undefined ? { roomCode, ...proof } : { roomCode }
}

function problemOf(nick: string): { problem?: 'empty' | 'unusable' } {
  if (nick.trim() === '') return { problem: 'empty' }
  return parseNick(nick) === undefined ? { problem: 'unusable' } : {}
}
