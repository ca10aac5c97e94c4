import type { OverviewAnswer } from '../../contract/web/console-live-types.ts'
import { ReadOverview } from '../../contract/web/console-overview.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { EpochMs } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Overview, OverviewReport } from '../service/console/overview.ts'
import { organizationOf } from './administration-query.ts'
import type { Principals } from './principals.ts'
import { MalformedError } from './refusal.ts'

export type ConsoleOverviewDeps = { overview: Pick<Overview, 'load'> }

/** The clocks of a place are set by an hour or two, but no day is twice as long. */
const LONGEST_DAY_MS = 48 * 3_600_000

/** What an administrator sees first. */
export function consoleOverviewApi(
  web: Routes,
  { overview, principals }: ConsoleOverviewDeps & { principals: Principals },
): void {
  const route = { config: { operation: ReadOverview.operationId }, schema: ReadOverview }
  web.get(WEB.consoleOverview, route, async (request, reply) => {
    const by = await principals.load(request, reply)
    const day = { from: Number(request.query.from) as EpochMs, to: Number(request.query.to) as EpochMs }
    if (day.to <= day.from || day.to - day.from > LONGEST_DAY_MS) {
      throw new MalformedError('from and to must be the beginning and the end of a day')
    }
    return reply.send(toAnswer(await overview.load(by, organizationOf(by, request.query), day)))
  })
}

function toAnswer({ now, day, media, health }: OverviewReport): OverviewAnswer {
  return {
    now: { meetings: now.conferences, people: now.people },
    day: {
      total: day.total,
      latest: day.latest.map(({ id, title, startedAt, endedAt, attendedCount }) => ({
        conferenceId: id,
        title,
        startTime: startedAt,
        ...(endedAt !== undefined && { endTime: endedAt }),
        attended: attendedCount,
      })),
    },
    media: { engine: media.engine, down: media.isDown, ...(media.since !== undefined && { since: media.since }) },
    ...(health && {
      health: {
        database: { kind: health.database.kind, up: health.database.isUp, answerMs: health.database.answerMs },
        ...(health.disk && { disk: health.disk }),
        ...(health.redis && { redis: { connected: health.redis.isConnected } }),
      },
    }),
  }
}
