import type { QualitySummary } from '../../contract/signaling/media.ts'
import type { Source } from './engine.ts'

/** What `getStats` says about the connection to one other page. */
export type Measured = Readonly<{
  peerId: string
  report: Iterable<readonly [string, unknown]>
  /** The own transceiver that a `mid` belongs to. */
  sourceOf: (mid: unknown) => Source | undefined
}>

type Row = Readonly<Record<string, unknown>>
type Counters = Readonly<{ at: number; bytes: number; lost: number; arrived: number }>
/** What flowed through one transceiver in one direction since the last reading. */
type Flow = Readonly<{ source: Source; sent: boolean; bitRate: number; lost: number; arrived: number; row: Row }>

const number = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => (values.length > 0 ? sum(values) / values.length : undefined)
const greatest = (values: readonly number[]) => (values.length > 0 ? Math.max(...values) : undefined)
const known = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined)

/** Turns the counters of `getStats` into measurements between two readings. */
export class QualityMeter {
  #before = new Map<string, Counters>()

  /** Sums up all connections since the last call. Of several pictures: the largest size, and the mean frame rate. */
  summarize(measured: readonly Measured[]): QualitySummary {
    const before = this.#before
    this.#before = new Map()
    const rows = measured.map((one) => ({ one, rows: Array.from(one.report, ([, row]) => row as Row) }))
    const flows = rows.flatMap((each) => each.rows.flatMap((row) => this.#flow(row, each.one, before)))
    const everyRow = rows.flatMap((each) => each.rows)
    const own = new Set(rows.flatMap((each) => each.rows.flatMap((row) => microphoneOf(row, each.one))))
    const trips = rows.flatMap((each) => known([roundTripOf(each.rows)]))
    const heard = flows.filter(({ sent, source }) => !sent && source === 'microphone')
    const jitters = known(heard.map(({ row }) => number(row['jitter']))).map((seconds) => seconds * 1000)
    const received = flows.filter(({ sent }) => !sent)
    const lost = sum(received.map((flow) => flow.lost))
    const expected = lost + sum(received.map((flow) => flow.arrived))
    return present({
      sendBitRate: bitRate(flows.filter(({ sent }) => sent)),
      recvBitRate: bitRate(received),
      lostRate: expected > 0 ? (100 * lost) / expected : undefined,
      roundTripTime: scaled(mean(trips), 1000),
      audioSendBitRate: bitRate(flows.filter(({ sent, source }) => sent && source === 'microphone')),
      audioRecvBitRate: bitRate(heard),
      audioRecLevel: greatest(levels(everyRow.filter((row) => row['type'] === 'media-source' && own.has(row['id'])))),
      audioPlayLevel: greatest(levels(heard.map(({ row }) => row))),
      ...pictures('camera', flows),
      ...pictures('screen', flows),
      audioJitterMax: greatest(jitters),
      audioJitterAvg: mean(jitters),
    })
  }

  #flow(row: Row, { peerId, sourceOf }: Measured, before: ReadonlyMap<string, Counters>): Flow[] {
    const sent = row['type'] === 'outbound-rtp'
    const source = sent || row['type'] === 'inbound-rtp' ? sourceOf(row['mid']) : undefined
    const at = number(row['timestamp'])
    if (!source || at === undefined) return []
    const now: Counters = {
      at,
      bytes: number(row[sent ? 'bytesSent' : 'bytesReceived']) ?? 0,
      lost: number(row['packetsLost']) ?? 0,
      arrived: number(row['packetsReceived']) ?? 0,
    }
    // A new connection to the same page starts its counters at zero, under the same name.
    const key = `${peerId} ${String(row['id'])} ${String(row['ssrc'])}`
    this.#before.set(key, now)
    const last = before.get(key)
    if (!last || now.at <= last.at || now.bytes <= last.bytes) return []
    return [
      {
        source,
        sent,
        row,
        bitRate: ((now.bytes - last.bytes) * 8_000) / (now.at - last.at),
        lost: Math.max(0, now.lost - last.lost),
        arrived: Math.max(0, now.arrived - last.arrived),
      },
    ]
  }
}

/** The id of the media source of the own microphone, if this row is what is sent of it. */
function microphoneOf(row: Row, { sourceOf }: Measured): unknown[] {
  return row['type'] === 'outbound-rtp' && sourceOf(row['mid']) === 'microphone' ? [row['mediaSourceId']] : []
}

function pictures<Kind extends 'camera' | 'screen'>(kind: Kind, flows: readonly Flow[]) {
  const of = (sent: boolean) => flows.filter((flow) => flow.source === kind && flow.sent === sent)
  const frames = (sent: boolean) => mean(known(of(sent).map(({ row }) => number(row['framesPerSecond']))))
  return {
    [`${kind}SendBitRate`]: bitRate(of(true)),
    [`${kind}RecvBitRate`]: bitRate(of(false)),
    [`${kind}SendResolutionActual`]: largest(of(true)),
    [`${kind}RecvResolutionActual`]: largest(of(false)),
    [`${kind}SendFrame`]: frames(true),
    [`${kind}RecvFrame`]: frames(false),
  }
}

const bitRate = (flows: readonly Flow[]) =>
  flows.length > 0 ? Math.round(sum(flows.map((flow) => flow.bitRate))) : undefined
const levels = (rows: readonly Row[]) => known(rows.map((row) => number(row['audioLevel'])))
const scaled = (value: number | undefined, by: number) => (value === undefined ? undefined : value * by)

function largest(flows: readonly Flow[]): string | undefined {
  const sizes = flows.map(({ row }) => ({
    width: number(row['frameWidth']) ?? 0,
    height: number(row['frameHeight']) ?? 0,
  }))
  const best = sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0]
  return best && best.width > 0 && best.height > 0 ? `${best.width}*${best.height}` : undefined
}

/** Round-trip time of the candidate pair in use, in seconds. */
function roundTripOf(rows: readonly Row[]): number | undefined {
  const used = rows.find((row) => row['type'] === 'transport')?.['selectedCandidatePairId']
  const pair = rows.find(
    (row) =>
      row['type'] === 'candidate-pair' &&
      (used === undefined ? row['nominated'] === true && row['state'] === 'succeeded' : row['id'] === used),
  )
  return number(pair?.['currentRoundTripTime'])
}

function present(values: Readonly<Record<string, number | string | undefined>>): QualitySummary {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
