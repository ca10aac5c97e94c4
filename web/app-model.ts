import { api } from './http.ts'
import { attractAttention } from './lobby/attention.ts'
import { navigation, type Navigation } from './navigation.ts'
import { LobbyClient } from './signaling/lobby-client.ts'
import type { Api } from './state/api.ts'
import { readDevice } from './state/device-name.ts'
import { observable, type Readable } from './state/observable.ts'
import { openRinging, type Ringing } from './state/ringing.ts'
import { openSession, type Session } from './state/session.ts'

/** What every page has: who is signed in, where one is, and the calls that come in. */
export type AppModel = {
  api: Api
  session: Session
  navigation: Navigation
  ringing: Ringing
  /** The server speaks a newer version than this page. */
  isOutdated: Readable<boolean>
}

const SERVER = new URL('.', document.baseURI)
/** Before the server is asked whether a token it refused can be replaced: so that they do not answer in a circle. */
const ASK_AGAIN_MS = 2_000

export function openApp(): AppModel {
  const session = openSession(api)
  const isOutdated = observable(false)
  let lobby: LobbyClient | undefined
  let token: string | undefined
  const ringing = openRinging({
    lobby: { answer: async (answer) => (await lobby?.answer(answer)) ?? { ok: false, code: 'signed-out' } },
    device: readDevice(navigator.userAgent, navigator.maxTouchPoints),
    enter: navigation.enter,
  })
  const connect = (personToken: string) =>
    new LobbyClient({
      server: SERVER,
      personToken,
      listener: {
        opened: ringing.reset,
        rang: ringing.rang,
        ended: ringing.ended,
        signedOut: () => void setTimeout(session.retry, ASK_AGAIN_MS),
        outdated: () => isOutdated.set(true),
      },
    })
  session.view.subscribe(() => {
    const view = session.view.get()
    const next = view.phase === 'signed-in' ? view.me.personToken : undefined
    if (next === token) return
    token = next
    lobby?.[Symbol.dispose]()
    ringing.reset()
    lobby = next === undefined ? undefined : connect(next)
  })
  attractAttention(ringing.view)
  void session.retry()
  return { api, session, navigation, ringing, isOutdated }
}
