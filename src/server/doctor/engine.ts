import { networkInterfaces } from 'node:os'
import { BlockList } from 'node:net'
import type { Config, LiveKitConfig } from '../../config.ts'
import { findLiveKitServer } from '../livekit-program.ts'
import { check, hint, ok, type Finding } from './check.ts'

/** Which engine carries audio and video, if it is not a LiveKit server elsewhere. For one of its own: whether the server can run it. */
export async function checkEngine(config: Pick<Config, 'livekit' | 'media' | 'redisUrl'>): Promise<readonly Finding[]> {
  const { livekit, media, redisUrl } = config
  if (livekit?.kind === 'remote') return []
  const binary = livekit && findLiveKitServer(livekit)
  if (livekit && binary !== undefined) return checkOwnLiveKit(livekit, binary)
  const isOff = !livekit && redisUrl === undefined
  if (isOff) return []
  const larger = livekit ? 'install livekit-server, or set ROLLCALL_LIVEKIT_URL' : 'set ROLLCALL_LIVEKIT_URL'
  return [
    hint(
      `audio and video go from browser to browser, for up to ${media.maxAudio} devices in a meeting`,
      `For larger meetings ${larger}.`,
    ),
  ]
}

/** Whether new meetings use LiveKit. Browsers reach it without STUN and TURN servers. */
export function usesLiveKit({ livekit }: Pick<Config, 'livekit'>): boolean {
  return livekit?.kind === 'remote' || (livekit !== undefined && findLiveKitServer(livekit) !== undefined)
}

async function checkOwnLiveKit(
  { binary: named, publicIp, udpPort, tcpPort }: Extract<LiveKitConfig, { kind: 'own' }>,
  binary: string,
): Promise<readonly Finding[]> {
  const { liveKitVersion } = await import('../../media/livekit-child.ts')
  const remedy = named === undefined ? 'Install it again, or remove it.' : 'Correct ROLLCALL_LIVEKIT_SERVER.'
  const runs = await check(binary, remedy, async () => {
    const version = await liveKitVersion(binary)
    return ok(`${binary} can be run: LiveKit ${version}, on UDP port ${udpPort} and TCP port ${tcpPort}`)
  })
  if (publicIp !== undefined || addresses().some(isPublic)) return [runs]
  return [
    runs,
    hint(
      'browsers reach LiveKit only in the network of this machine',
      'Set ROLLCALL_LIVEKIT_PUBLIC_IP to the address that people reach from elsewhere.',
    ),
  ]
}

function addresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((list = []) =>
    list.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  )
}

/** RFC 6890: addresses that nobody reaches from the Internet. */
const PRIVATE = new BlockList()
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
] as const) {
  PRIVATE.addSubnet(network, bits)
}

const isPublic = (address: string) => !PRIVATE.check(address)
