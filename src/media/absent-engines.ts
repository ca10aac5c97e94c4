import { EngineError, type EngineKind, type EnginePorts } from '../service/control/engine-ports.ts'

/** The engines of a server that has none. Each call is refused with `<kind>-engine-not-configured`. */
export function absentEngines(): EnginePorts {
  const refusing = (kind: EngineKind) => (): Promise<never> =>
    Promise.reject(new EngineError(`${kind}-engine-not-configured`))
  const recording = refusing('recording')
  const livePush = refusing('live-push')
  const minutes = refusing('minutes')
  return {
    recording: {
      start: recording,
      stop: recording,
      list: recording,
      loadPlayback: recording,
      loadTranscript: recording,
      allow: recording,
    },
    livePush: { start: livePush, stop: livePush },
    minutes: {
      start: minutes,
      pause: minutes,
      loadTranscript: minutes,
      listAudio: minutes,
      loadResult: minutes,
      loadSummary: minutes,
      loadChapters: minutes,
      listLinks: minutes,
      createDocument: minutes,
      share: minutes,
    },
    caption: { setEnabled: refusing('caption') },
    roomSystem: { invite: refusing('room-system') },
  }
}
