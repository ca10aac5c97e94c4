import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { PeopleActsApi } from '../../state/console/people/people-acts.ts'
import type { DepartmentsApi } from '../../state/console/people/departments.ts'
import type { FirstPasswordsApi } from '../../state/console/people/first-passwords.ts'
import type { PeopleListApi } from '../../state/console/people/people.ts'
import type { PeopleImportApi } from '../../state/console/people/people-import.ts'
import type { PersonFormApi } from '../../state/console/people/person-form.ts'
import { toQuery } from './query.ts'

const people = (corpId: string) => `${WEB.people}?${toQuery({ corpId })}`
const person = (corpId: string, userId: string, part = '') =>
  `${WEB.people}/${encodeURIComponent(userId)}${part}?${toQuery({ corpId })}`

/** 1,000 passwords take 40 s on a small server. */
const IMPORT_TIMEOUT_MS = 180_000

/** Thousands of meetings may have to be rewritten. */
const ERASURE_TIMEOUT_MS = 120_000

/** The requests for people. They throw `ApiError`. */
export const peopleApi: PeopleListApi &
  PersonFormApi &
  PeopleActsApi &
  PeopleImportApi &
  DepartmentsApi &
  FirstPasswordsApi = {
  departments: (corpId) => send('GET', `${WEB.departments}?${toQuery({ corpId })}`),
  handOutLinks: (corpId, found, order) =>
    send('POST', `${WEB.people}/password-links?${toQuery({ corpId, ...found })}`, order),
  canMail: async () => (await send<{ mailsPasswords: boolean }>('GET', WEB.signInOptions)).mailsPasswords,
  people: (corpId, filter, page) => send('GET', `${WEB.people}?${toQuery({ corpId, ...filter, ...page })}`),
  addPerson: (corpId, body) => send('POST', people(corpId), body),
  changePerson: (corpId, userId, edit) => send('PATCH', person(corpId, userId), edit),
  disable: (corpId, userId) => send('POST', person(corpId, userId, '/disable')),
  enable: (corpId, userId) => send('POST', person(corpId, userId, '/enable')),
  remove: (corpId, userId) => send('DELETE', person(corpId, userId)),
  resetPassword: (corpId, userId) => send('POST', person(corpId, userId, '/password')),
  passwordLink: (corpId, userId) => send('POST', person(corpId, userId, '/password-link')),
  personalData: (corpId, userId) => send('GET', person(corpId, userId, '/data')),
  erase: (corpId, userId) => send('POST', person(corpId, userId, '/erase'), undefined, ERASURE_TIMEOUT_MS),
  endSignIns: (corpId, userId) => send('DELETE', person(corpId, userId, '/sign-ins')),
  importPeople(corpId, file, { dryRun, withPasswords }) {
    const query = toQuery({ corpId, dryRun: String(dryRun), withPasswords: String(withPasswords) })
    // Browsers name the type of a CSV file in different ways.
    const body = file.slice(0, file.size, 'text/csv')
    return send('POST', `${WEB.people}/import?${query}`, body, IMPORT_TIMEOUT_MS)
  },
}

/** The address of the file of all people. */
export function peopleFilePath(corpId: string): string {
  return `${WEB.peopleFile}?${toQuery({ corpId })}`
}
