import type { BrowserContext, Page } from '@playwright/test'

/** What a page receives and sends over all its peers. Counts only grow; energy is the integral of loudness. */
export type Media = {
  peers: number
  /** One entry for each received track. */
  video: { track: string; frames: number; width: number }[]
  audio: { energy: number; seconds: number; packets: number }[]
  audioSent: { packets: number; energy: number }
  /** How many sounds the page plays now. A sound that arrives but is not played is not heard. */
  playing: number
}

/** Remembers every peer connection that the pages of `context` make. @returns what reads them */
export async function watchPeers(context: BrowserContext): Promise<(page: Page) => Promise<Media>> {
  await context.addInitScript(() => {
    const peers: RTCPeerConnection[] = []
    const Native = RTCPeerConnection
    const players: HTMLAudioElement[] = []
    const NativeAudio = Audio
    Object.assign(window, {
      rollcallPeers: peers,
      rollcallPlayers: players,
      Audio: class extends NativeAudio {
        constructor(source?: string) {
          super(source)
          players.push(this)
        }
      },
      RTCPeerConnection: class extends Native {
        constructor(configuration?: RTCConfiguration) {
          super(configuration)
          peers.push(this)
        }
      },
    })
  })
  return (page) =>
    page.evaluate(async () => {
      const { rollcallPeers, rollcallPlayers } = window as unknown as {
        rollcallPeers: RTCPeerConnection[]
        rollcallPlayers: HTMLAudioElement[]
      }
      const isPlaying = ({ paused, muted, volume, srcObject }: HTMLAudioElement) =>
        !paused && !muted && volume > 0 && srcObject instanceof MediaStream && srcObject.getAudioTracks().some(isLive)
      const isLive = ({ enabled, readyState }: MediaStreamTrack) => enabled && readyState === 'live'
      const open = rollcallPeers.filter(({ connectionState }) => connectionState === 'connected')
      const found: Media = {
        peers: open.length,
        video: [],
        audio: [],
        audioSent: { packets: 0, energy: 0 },
        playing: rollcallPlayers.filter(isPlaying).length,
      }
      for (const peer of open) {
        for (const one of (await peer.getStats()).values() as Iterable<Record<string, unknown>>) {
          const number = (key: string) => Number(one[key] ?? 0)
          if (one['type'] === 'inbound-rtp' && one['kind'] === 'video') {
            found.video.push({
              track: String(one['trackIdentifier']),
              frames: number('framesDecoded'),
              width: number('frameWidth'),
            })
          }
          if (one['type'] === 'inbound-rtp' && one['kind'] === 'audio') {
            found.audio.push({
              energy: number('totalAudioEnergy'),
              seconds: number('totalSamplesDuration'),
              packets: number('packetsReceived'),
            })
          }
          if (one['type'] === 'outbound-rtp' && one['kind'] === 'audio')
            found.audioSent.packets += number('packetsSent')
          if (one['type'] === 'media-source' && one['kind'] === 'audio') {
            found.audioSent.energy += number('totalAudioEnergy')
          }
        }
      }
      return found
    })
}
