import { io } from 'socket.io-client'
import { browserClock } from './browser-clock.ts'
import { api } from './http.ts'
import { alertOnCalls } from './alerts/incoming-call-alert.ts'
import { navigation, type Navigation } from './navigation.ts'
import { LobbyClient } from '../client/lobby-client.ts'
import type { Api } from './state/api.ts'
import { openCalls } from './state/calls/calls.ts'
import { openMeetingSwitch, type MeetingSwitch } from './state/meeting/meeting-switch.ts'
import { readDevice } from './state/account/device-name.ts'
import type { Readable } from '../client/observable.ts'
import type { Ringing } from './state/calls/ringing.ts'
import { openSession, type Session } from './state/account/session.ts'

/** What every page has: who is signed in, the navigation, and incoming calls. */
export type AppModel = {
  api: Api
  session: Session
  navigation: Navigation
  ringing: Ringing
  meetingSwitch: MeetingSwitch
  /** The server speaks a newer protocol version than this page. */
  isOutdated: Readable<boolean>
}

const SERVER = new URL('.', document.baseURI)

/** Opens the parts that all pages share, and asks the server who is signed in. */
export function openApp(): AppModel {
  const session = openSession(api)
  const meetingSwitch = openMeetingSwitch(navigation.enter)
  const { ringing, isOutdated } = openCalls({
    session,
    connect: (personToken, listener) =>
      new LobbyClient({
        connect: io,
        clock: browserClock,
        server: SERVER,
        personToken: async () => personToken,
        listener,
      }),
    device: readDevice(navigator.userAgent, navigator.maxTouchPoints),
    enter: meetingSwitch.enter,
    clock: browserClock,
  })
  alertOnCalls(ringing.view)
  void session.retry()
  return { api, session, navigation, ringing, meetingSwitch, isOutdated }
}
