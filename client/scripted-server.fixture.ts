import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../contract/signaling/constants.ts'
import type { ConferenceClientEvents, ConferenceServerEvents } from '../contract/signaling/events.ts'
import type { ConferenceAuth, MemberView, RefusalCode, Snapshot, Welcome } from '../contract/signaling/types.ts'
import type { Clock } from './clock.ts'
import type { TokenStorage } from './token-storage.ts'

export type ServedSocket = Socket<ConferenceClientEvents, ConferenceServerEvents>

/** A server that sends what the test says, over real sockets. */
export async function openServer() {
  const http = createServer()
  const io = new Server<ConferenceClientEvents, ConferenceServerEvents>(http, {
    path: SIGNALING_PATH,
    pingInterval: 2500,
    pingTimeout: 2000,
  })
  const auths: ConferenceAuth[] = []
  const sockets: ServedSocket[] = []
  /** For the next connections, one each; `undefined`: an error without a code. */
  const refusals: (RefusalCode | undefined)[] = []
  io.of(CONFERENCE_NAMESPACE).use((socket, next) => {
    auths.push(socket.handshake.auth as ConferenceAuth)
    if (refusals.length === 0) return next()
    const code = refusals.shift()
    next(Object.assign(new Error('refused'), code && { data: { code } }))
  })
  io.of(CONFERENCE_NAMESPACE).on('connection', (socket) => void sockets.push(socket))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    auths,
    refusals,
    /** The connection with this number, counted from 1, of those that were not refused. */
    async connection(count: number): Promise<ServedSocket> {
      while (sockets.length < count) await once(io.of(CONFERENCE_NAMESPACE), 'connection')
      return sockets[count - 1] as ServedSocket
    },
    async [Symbol.asyncDispose]() {
      await io.close()
    },
  }
}

export function member(part: Partial<MemberView> & { key: string }): MemberView {
  return {
    seq: 1,
    nick: part.key,
    status: 3,
    host: false,
    coHost: false,
    outside: false,
    byPhone: false,
    audio: 'allowed',
    sessions: [{ participantId: `p-${part.key}`, device: 'Mac', silent: false }],
    ...part,
  }
}

export function snapshot(seq: number, members: MemberView[]): Snapshot {
  return {
    seq,
    conference: {
      conferenceId: 'c',
      title: 'Tea',
      roomCode: '123',
      locked: false,
      sharing: 'everybody',
      waitingRoom: false,
      muteOnJoin: 'never',
      chat: true,
      startTime: 0,
      memberCount: members.length,
      insideCount: members.filter(({ sessions }) => sessions.length > 0).length,
      audioPlaces: [],
    },
    members,
  }
}

export function welcome(part: Partial<Welcome>): Welcome {
  return {
    version: SIGNALING_VERSION,
    participantId: 'p-me',
    resumeToken: 'again',
    leaveWindowMs: 15_000,
    stages: {},
    said: [],
    media: { engine: 'mesh', iceServers: [], expiresAt: 0, maxVideo: 4, maxAudio: 8 },
    ...part,
  }
}

/** Storage in memory that a test can look into. */
export function storageWith(token?: string): TokenStorage & { token: string | undefined } {
  return {
    token,
    read() {
      return this.token
    },
    write(resumeToken) {
      this.token = resumeToken
    },
    forget() {
      this.token = undefined
    },
  }
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
