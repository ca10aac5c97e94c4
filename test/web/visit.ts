import { io } from 'socket.io-client'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { Page } from './page.ts'

export type Meeting = { conferenceId: string; roomCode: string; link: string }

/** A session, opened with a ticket; disposing it leaves. */
export async function enter(url: string, ticket: unknown): Promise<AsyncDisposable> {
  const socket = io(`${url}/conference`, {
    path: '/signaling',
    transports: ['websocket'],
    reconnection: false,
    auth: { version: SIGNALING_VERSION, ticket },
  })
  await Promise.race([
    new Promise((resolve) => socket.once('welcome', resolve)),
    new Promise((_resolve, reject) => socket.once('connect_error', reject)),
  ])
  return {
    async [Symbol.asyncDispose]() {
      if (!socket.connected) return
      const closed = new Promise((resolve) => socket.once('closed', resolve))
      socket.emit('leave')
      await closed
      socket.disconnect()
    },
  }
}

export async function startMeeting(page: Page, title?: string): Promise<Meeting> {
  const { status, body } = await page.ask<Meeting>('POST', '/api/conferences', {
    body: title === undefined ? {} : { title },
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}
