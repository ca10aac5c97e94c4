import type { LiveMeetingAnswer, LiveMeetingsPage } from '../../../../contract/web/console-live-types.ts'
import { openPagedList, type PagedList } from '../paged-list.ts'

/** The request of the list. It throws `ApiError`. */
export type LiveListApi = {
  liveMeetings(corpId: string, page: Readonly<{ cursor?: string; limit: number }>): Promise<LiveMeetingsPage>
}

/** The meetings in progress of an organization, newest first. */
export function openLiveList(
  api: LiveListApi,
  { corpId, signedOut }: Readonly<{ corpId: string; signedOut: () => void }>,
): PagedList<LiveMeetingAnswer, undefined> {
  return openPagedList(
    async (_filter, page) => {
      const { meetings, cursor } = await api.liveMeetings(corpId, page)
      return { rows: meetings, cursor }
    },
    { first: undefined, signedOut },
  )
}
