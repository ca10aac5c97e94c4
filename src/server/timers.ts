import type { Logger } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { runDueJobs } from '../jobs/due-jobs.ts'
import { every } from '../jobs/every.ts'
import { sendPasswordMails } from '../jobs/password-mails.ts'
import { ringAtStarts } from '../jobs/start-rings.ts'
import type { StartRing } from '../service/booking/booking-ports.ts'
import type { TakenJob } from '../service/conduct/job-store.ts'
import type { TakenMail } from '../service/account/password-mail-store.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { StreamConnectionPool } from '../dingtalk/stream/stream-connection-pool.ts'
import type { SignalingServer } from '../signaling/signaling-server.ts'
import type { Adapters } from './adapters.ts'
import type { Services } from './services.ts'

/** What the timers need. */
type Deps = Readonly<{
  services: Services
  signaling: SignalingServer
  connections: StreamConnectionPool
  adapters: Adapters
  metrics: Metrics
  checkMediaMs: number
  sandbox?: Sandbox
}>
type Timer = readonly [name: string, intervalMs: number, run: () => unknown]

const HOUR_MS = 3_600_000
/** For each subscription. */
const KEPT_DELIVERIES = { delivered: 1_000, dead: 10_000 }

/** Everything that the server does periodically. Each run starts `intervalMs` after the last one ended. */
function timersOf(
  { services, signaling, connections, adapters, metrics, checkMediaMs, sandbox }: Deps,
  log: Logger,
): readonly Timer[] {
  const {
    conductor,
    unannouncedChanges,
    outboxWatch,
    runners,
    startRings,
    presence,
    storeLoss,
    phones,
    chat,
    quality,
    endedConferences,
    webSessions,
    passwordLinks,
    streamTickets,
    passwordMails,
    mediaRepairs,
    pastChanges,
    retention,
    erasure,
  } = services
  const { clock, store, databaseTime } = adapters
  const onJobError = (err: unknown, job: TakenJob) => log.error({ err, job }, 'a job failed and is tried again later')
  const onRingError = (err: unknown, ring: StartRing) =>
    log.error({ err, ring }, 'a call of invitees failed and is tried again later')
  const onMailError = (err: unknown, { organizationId, userId, attempt }: TakenMail) =>
    log.error({ err, organizationId, userId, attempt }, 'a mail could not be sent')
  return [
    ['save heartbeats', 2_000, () => saveHeartbeats(services)],
    ['send people to other servers', 500, () => storeLoss.isOfThisServer() && signaling.sendElsewhere()],
    ['send apps to other servers', 500, async () => storeLoss.isOfThisServer() && connections.sendElsewhere()],
    ['follow changes without a wake-up', 1_000, () => unannouncedChanges.follow()],
    ['look for events without a wake-up', 200, () => outboxWatch.poll()],
    ['send the events of subscriptions', 2_000, () => runners.claim()],
    ['forget old deliveries', HOUR_MS, () => store.subscriptions.prune(KEPT_DELIVERIES)],
    ['end silent sessions', 250, async () => metrics.sweep(await presence.sweep())],
    [
      'call the invitees of meetings that start',
      500,
      () => ringAtStarts({ startRings, rings: store.startRings, clock, onError: onRingError }),
    ],
    ['run due jobs', 250, () => runDueJobs({ conductor, jobs: store.jobs, clock, onError: onJobError })],
    ...(passwordMails
      ? [
          [
            'send mails',
            500,
            () => sendPasswordMails({ passwordMails, mails: store.passwordMails, clock, onError: onMailError }),
          ] as const,
        ]
      : []),
    ...(phones ? [['check telephone lines', 1_000, () => phones.beat()] as const] : []),
    ...(mediaRepairs
      ? [
          ['compare the media engine with the rosters', checkMediaMs, () => mediaRepairs.run()] as const,
          ['compare rooms that the media engine reports', 200, () => mediaRepairs.runHinted()] as const,
        ]
      : []),
    ...(sandbox ? [['move the people of the sandbox', 100, () => sandbox.act()] as const] : []),
    ['forget ended conferences', 10_000, () => endedConferences.forgetOld()],
    ['read again what could not be written', 10_000, () => conductor.settleFailedWrites()],
    ['forget who chatted', 10_000, () => chat.forgetIdle()],
    ...(databaseTime ? [['compare the clock with the database', 10_000, () => databaseTime.compare()] as const] : []),
    ['save quality samples', 1_000, () => quality.save()],
    ['condense quality samples', 60_000, () => quality.compact()],
    ['delete expired access tokens', HOUR_MS, () => store.tokens.deleteExpiredBefore(clock.now())],
    ['delete expired tokens of people', HOUR_MS, () => store.userTokens.deleteExpiredBefore(clock.now())],
    ['forget meetings that were deleted', 5_000, () => pastChanges.follow()],
    ['delete meetings that are older than their organization keeps them', 60_000, () => retention.run()],
    ['finish erasures of people', 60_000, () => erasure.run()],
    ['delete expired web sessions', HOUR_MS, () => webSessions.deleteExpired()],
    ['delete expired links for passwords', HOUR_MS, () => passwordLinks.deleteExpired()],
    [
      'end streams of apps that were revoked',
      5_000,
      () => connections.endInvalid((client) => streamTickets.isValid(client)),
    ],
    ['delete expired tickets for streams', 60_000, () => streamTickets.deleteExpired()],
  ]
}

async function saveHeartbeats({ presence, provenTime, storeLoss }: Services): Promise<void> {
  await presence.save()
  await provenTime.advance()
  storeLoss.reached()
}

/** Starts all timers. A run that fails is logged under the timer's name. Disposing waits for the runs under way. */
export function startTimers(deps: Deps, log: Logger): AsyncDisposable {
  const started = new AsyncDisposableStack()
  for (const [name, intervalMs, run] of timersOf(deps, log)) {
    started.use(
      every(
        intervalMs,
        async () => run(),
        (err) => log.error({ err, timer: name }, `failed to ${name}`),
      ),
    )
  }
  return started
}
