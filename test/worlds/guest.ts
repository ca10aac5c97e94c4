import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { Welcome } from '../../contract/signaling/types.ts'
import { post } from './server-process.ts'

/** A session in a meeting, over a socket without a page. */
export type Guest = Disposable &
  Readonly<{
    resumeToken: string
    /** Ends the session. Resolves once the server says so. */
    leave(): Promise<void>
    /** Cuts the connection without a word. */
    vanish(): void
  }>

/** @param link the external link of the conference */
export async function joinAsGuest(url: string, link: string, nick: string): Promise<Guest> {
  const { searchParams } = new URL(link)
  const proof = { roomCode: searchParams.get('roomCode'), token: searchParams.get('token'), device: 'Win' }
  const { ticket } = await post(`${url}/api/admission`, { ...proof, nick })
  return connect(url, { ticket })
}

/** The same session, over another connection. */
export function resumeAsGuest(url: string, { resumeToken }: Guest): Promise<Guest> {
  return connect(url, { resume: resumeToken, seq: 0 })
}

async function connect(url: string, auth: object): Promise<Guest> {
  const socket: Socket = io(url + CONFERENCE_NAMESPACE, {
    path: SIGNALING_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { version: SIGNALING_VERSION, ...auth },
  })
  const welcome = await new Promise<Welcome>((resolve, reject) => {
    socket.once('welcome', resolve)
    socket.once('connect_error', reject)
    socket.once('disconnect', (reason) => reject(new Error(reason)))
  })
  const vanish = () => socket.io.engine.close()
  return {
    resumeToken: welcome.resumeToken,
    vanish,
    leave: () =>
      new Promise((resolve) => {
        socket.once('closed', () => resolve())
        socket.emit('leave')
      }),
    [Symbol.dispose]: vanish,
  }
}
