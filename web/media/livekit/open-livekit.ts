import { LogLevel, Room, setLogLevel } from 'livekit-client'
import type { EngineEvents, MediaEngine } from '../engine.ts'
import { LiveKitEngine, type LiveKitPlatform } from './livekit-engine.ts'

/** Opens the engine for meetings over LiveKit. It is loaded only for them. */
export function openLiveKit(wait: LiveKitPlatform['wait'], events: EngineEvents): MediaEngine {
  setLogLevel(LogLevel.error)
  const openRoom = () =>
    new Room({
      adaptiveStream: true,
      dynacast: true,
      stopLocalTrackOnUnpublish: false,
      // The signaling decides when the session ends: a reload continues it.
      disconnectOnPageLeave: false,
    })
  const resolve = (url: string) => new URL(url, document.baseURI).href
  return new LiveKitEngine({ openRoom, resolve, wait }, events)
}
