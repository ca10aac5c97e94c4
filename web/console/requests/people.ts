import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { PeopleListApi } from '../../state/console/people/people.ts'
import { toQuery } from './query.ts'

/** The requests for people. They throw `ApiError`. */
export const peopleApi: PeopleListApi = {
  people: (corpId, filter, page) => send('GET', `${WEB.people}?${toQuery({ corpId, ...filter, ...page })}`),
}
