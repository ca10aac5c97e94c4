import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { LiveListApi } from '../../state/console/live/live-list.ts'
import type { LiveMeetingApi } from '../../state/console/live/live-meeting.ts'
import type { OverviewApi } from '../../state/console/overview/overview.ts'
import { toQuery } from './query.ts'
import { subscriptionsApi } from './subscriptions.ts'

/** The requests for meetings in progress. They throw `ApiError`. */
export const liveApi: LiveListApi & LiveMeetingApi & OverviewApi = {
  overview: (corpId, day) => send('GET', `${WEB.consoleOverview}?${toQuery({ corpId, ...day })}`),
  subscriptions: subscriptionsApi.subscriptions,
  planned: (corpId, to) => send('GET', `${WEB.consolePlanned}?${toQuery({ corpId, to })}`),
  liveMeetings: (corpId, page) => send('GET', `${WEB.consoleLive}?${toQuery({ corpId, ...page })}`),
  liveMeeting: (corpId, conferenceId, filter, page) =>
    send('GET', `${WEB.consoleLive}/${encodeURIComponent(conferenceId)}?${toQuery({ corpId, ...filter, ...page })}`),
  actLive: (corpId, conferenceId, act) =>
    send('POST', `${WEB.consoleLive}/${encodeURIComponent(conferenceId)}/acts?${toQuery({ corpId })}`, act),
}
