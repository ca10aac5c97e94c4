import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node'
import { io } from 'socket.io-client'
import { ConferenceClient } from '../../client/conference-client.ts'
import { browserClock } from '../../web/browser-clock.ts'
import { drawnFrame, HEIGHT, WIDTH, type Color } from '../browser/drawn-camera.ts'
import { post } from '../worlds/server-process.ts'

// People without pages who join a meeting: `node crowd-program.ts URL LINK NICK…`. Each has signaling and media of their own,
// sends a small picture, and receives nothing. The program is apart, since hooks of the test runner would slow it down. It
// reports `joined`, speaks as the person whose nick it is sent, and ends with its parent.
process.on('disconnect', () => process.exit())

/** Pictures per second of each camera, and how many times smaller they are than those of a page. */
const FRAMES = 2
const SCALE = 4
const RATE = 48_000
const SAMPLES = RATE / 100
/** How many join at the same time. */
const AT_ONCE = 3
const WALLS: readonly Color[] = [
  [206, 196, 180],
  [180, 198, 190],
  [196, 188, 210],
  [214, 190, 178],
  [178, 192, 212],
]

type Attendee = Readonly<{ nick: string; client: ConferenceClient; room: Room; tone: AudioSource }>

const [url = '', link = '', ...nicks] = process.argv.slice(2)
const pictures = WALLS.map((wall) => [-1, 0, 1].map((sway) => toSmallFrame(drawnFrame(wall, sway))))
const attendees: Attendee[] = []
for (let at = 0; at < nicks.length; at += AT_ONCE) {
  const next = nicks.slice(at, at + AT_ONCE)
  attendees.push(...(await Promise.all(next.map((nick, index) => attend(nick, at + index)))))
}
process.on('message', (nick) => void speak(String(nick)))
process.send?.('joined')

async function attend(nick: string, number: number): Promise<Attendee> {
  const { searchParams } = new URL(link)
  const proof = { roomCode: searchParams.get('roomCode'), token: searchParams.get('token'), device: 'Mac' }
  const { ticket } = await post(`${url}/api/admission`, { ...proof, nick })
  const client = new ConferenceClient({
    connect: io,
    clock: browserClock,
    server: new URL(url),
    ticket: String(ticket),
  })
  const end = await client.joined()
  const { grant } = client.state.get()
  if (end || grant?.engine !== 'livekit') throw new Error(`${nick} has not joined: ${JSON.stringify(end)}`)
  await client.setMediaState({ audio: false, video: true, screen: false })
  const room = new Room()
  await room.connect(grant.url, grant.token, { autoSubscribe: false, dynacast: false })
  const camera = new VideoSource(WIDTH / SCALE, HEIGHT / SCALE)
  await room.localParticipant?.publishTrack(
    LocalVideoTrack.createVideoTrack('camera', camera),
    optionsFor(TrackSource.SOURCE_CAMERA),
  )
  const own = pictures[number % pictures.length] ?? []
  let shown = number
  setInterval(() => {
    const picture = own[(shown += 1) % own.length]
    if (picture) camera.captureFrame(picture)
  }, 1_000 / FRAMES)
  return { nick, client, room, tone: new AudioSource(RATE, 1) }
}

/** Only this person speaks from now on. */
async function speak(nick: string): Promise<void> {
  const attendee = attendees.find((one) => one.nick === nick)
  if (!attendee) throw new Error(`${nick} is not in the meeting`)
  const { client, room, tone } = attendee
  await client.setMediaState({ audio: true, video: true, screen: false })
  await room.localParticipant?.publishTrack(
    LocalAudioTrack.createAudioTrack('tone', tone),
    optionsFor(TrackSource.SOURCE_MICROPHONE),
  )
  for (let at = 0; ; at += SAMPLES) {
    const wave = (_: unknown, index: number) => Math.sin(((at + index) * 2 * Math.PI * 440) / RATE) * 9_000
    await tone.captureFrame(new AudioFrame(Int16Array.from({ length: SAMPLES }, wave), RATE, 1, SAMPLES))
  }
}

function optionsFor(source: TrackSource): TrackPublishOptions {
  const options = new TrackPublishOptions()
  options.source = source
  options.simulcast = false
  return options
}

/** Keeps one of four pixels in each direction, in each plane of the picture. */
function toSmallFrame(frame: Buffer): VideoFrame {
  const [width, height] = [WIDTH / 2, HEIGHT / 2]
  const luma = WIDTH * HEIGHT
  const planes = [
    { width: WIDTH, height: HEIGHT, start: 0 },
    { width, height, start: luma },
    { width, height, start: luma + width * height },
  ]
  const pixels = planes.flatMap((plane) =>
    Array.from({ length: (plane.width * plane.height) / SCALE ** 2 }, (_, at) => {
      const [x, y] = [at % (plane.width / SCALE), Math.floor(at / (plane.width / SCALE))]
      return frame[plane.start + y * SCALE * plane.width + x * SCALE] ?? 0
    }),
  )
  return new VideoFrame(Uint8Array.from(pixels), WIDTH / SCALE, HEIGHT / SCALE, VideoBufferType.I420)
}
