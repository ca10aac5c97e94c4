import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { MeetingApi } from '../../state/console/meetings/meeting.ts'
import type { MeetingsApi } from '../../state/console/meetings/meetings.ts'
import { toQuery } from './query.ts'

const pathOf = (id: string) => `${WEB.consoleMeetings}/${encodeURIComponent(id)}`

/** The requests for meetings. They throw `ApiError`. */
export const meetingsApi: MeetingsApi & MeetingApi = {
  meetings: (corpId, query, page) => send('GET', `${WEB.consoleMeetings}?${toQuery({ corpId, ...query, ...page })}`),
  meeting: (corpId, id) => send('GET', `${pathOf(id)}?${toQuery({ corpId })}`),
  log: (corpId, id, page) => send('GET', `${pathOf(id)}/log?${toQuery({ corpId, ...page })}`),
  quality: (corpId, id, page) => send('GET', `${pathOf(id)}/quality?${toQuery({ corpId, ...page })}`),
}
