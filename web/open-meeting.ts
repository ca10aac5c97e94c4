import { io } from 'socket.io-client'
import type { MediaGrant } from '../contract/signaling/media.ts'
import { WEB } from '../contract/web/paths.ts'
import type { AdmitAnswer, StillWaits, EntryAnswer } from '../contract/web/types.ts'
import { alertOnAdmission } from './alerts/room-alerts.ts'
import { isPageHidden, onVisibilityChange } from './alerts/visibility.ts'
import { browserClock as clock } from './browser-clock.ts'
import { findPeople, send } from './http.ts'
import { ApiError } from './state/api.ts'
import { ConferenceClient } from '../client/conference-client.ts'
import { storedSession } from './state/room/stored-session.ts'
import { storedText } from './state/stored-text.ts'
import { readDevice } from './state/account/device-name.ts'
import type { MeetingModel, MeetingSetup } from './state/entry/entry-views.ts'
import type { Conference } from '../client/conference.ts'
import { openOwnMedia } from './media/open-own-media.ts'
import { openMeetingPage } from './state/meeting/meeting-page.ts'
import { rememberedGuest, rememberedNick, storedSwitches } from './state/entry/remembered.ts'
import { AudioLevelMeter } from './media/level-meter.ts'
import type { EngineEvents, MediaEngine } from './media/engine.ts'
import { LoadingEngine } from './media/loading-engine.ts'
import { MeshEngine } from './media/mesh.ts'
import { NoEngine } from './media/no-engine.ts'
import { ElementSound } from './media/sound.ts'
import { TrackPicture } from './media/track-picture.ts'

function openEngine({ engine }: MediaGrant, events: EngineEvents): MediaEngine {
  const { wait } = clock
  if (engine === 'mesh') {
    const connection = (configuration: RTCConfiguration) => new RTCPeerConnection(configuration)
    const picture = (track: MediaStreamTrack) => new TrackPicture(track)
    return new MeshEngine({ connection, picture, sound: (track) => new MediaStream([track]), wait }, events)
  }
  if (engine === 'livekit') {
    const load = async () => (await import('./media/livekit/open-livekit.ts')).openLiveKit(wait, events)
    return new LoadingEngine({ load, wait, changed: events.changed })
  }
  return new NoEngine(events) // also an engine that is newer than this page
}

/** The meeting page of this browser, with its devices, connections and sound. Close it when the person leaves the page. */
export function openMeeting(setup: MeetingSetup): MeetingModel {
  let conference: Conference | undefined
  const away = () => conference?.away()
  addEventListener('pagehide', away)
  const page = openMeetingPage(setup, {
    clock,
    picture: (track) => new TrackPicture(track),
    device: readDevice(navigator.userAgent, navigator.maxTouchPoints),
    calls: {
      lookUp: (proofs) => send<EntryAnswer>('POST', WEB.entry, proofs),
      async pass(body) {
        const answer = await send<AdmitAnswer | StillWaits>('POST', WEB.pass, body)
        if ('wait' in answer) throw new ApiError(answer.wait, { retryPasses: answer })
        return answer
      },
      findPeople,
    },
    rememberedNick: rememberedNick(() => localStorage),
    selfView: storedText(() => localStorage, 'rollcall.self-view'),
    rememberedGuest: rememberedGuest(() => localStorage),
    storedDraft: (conferenceId) => storedText(() => sessionStorage, `rollcall.draft.${conferenceId}`),
    storedStay: (conferenceId) => storedText(() => sessionStorage, `rollcall.stay.${conferenceId}`),
    storedSession: (roomCode) => storedSession(() => sessionStorage, roomCode),
    storedSilence: (roomCode) => storedText(() => sessionStorage, `rollcall.without-sound.${roomCode}`),
    openMedia: () => openOwnMedia(storedSwitches(() => sessionStorage)),
    attention: {
      isHidden: isPageHidden,
      onceSeen(act) {
        const stop = onVisibilityChange(() => {
          if (isPageHidden()) return
          stop()
          act()
        })
        return stop
      },
      onBack(act) {
        const stop = onVisibilityChange(() => isPageHidden() || act())
        addEventListener('online', act)
        return () => {
          stop()
          removeEventListener('online', act)
        }
      },
      admitted: alertOnAdmission,
    },
    openMeter: () => new AudioLevelMeter(() => new AudioContext()),
    openSound: () => new ElementSound(() => new Audio()),
    openConference(options) {
      const server = new URL('.', document.baseURI)
      conference = new ConferenceClient({
        connect: io,
        clock,
        server,
        ...options,
      })
      return conference
    },
    openEngine,
  })
  return {
    ...page,
    close() {
      removeEventListener('pagehide', away)
      page.close()
    },
  }
}
