import type { AdministeredPerson, MadePasswordLink } from '../../../../contract/web/administration-types.ts'
import type { PersonFormApi } from './person-form.ts'
import type { PeopleList } from './people.ts'

/** What is done to one person after a confirmation. */
export const PERSON_ACTS = [
  'edit',
  'reset-password',
  'password-link',
  'end-sign-ins',
  'export-data',
  'make-administrator',
  'remove-administrator',
  'make-operator',
  'remove-operator',
  'enable',
  'disable',
  'delete',
  'erase',
] as const
export type PersonAct = (typeof PERSON_ACTS)[number]

/** The requests of these acts. They throw `ApiError`. */
export type PeopleActsApi = Pick<PersonFormApi, 'changePerson'> & {
  disable(corpId: string, userId: string): Promise<unknown>
  enable(corpId: string, userId: string): Promise<unknown>
  remove(corpId: string, userId: string): Promise<unknown>
  resetPassword(corpId: string, userId: string): Promise<{ password: string }>
  passwordLink(corpId: string, userId: string): Promise<MadePasswordLink>
  endSignIns(corpId: string, userId: string): Promise<{ ended: number }>
  personalData(corpId: string, userId: string): Promise<unknown>
  erase(corpId: string, userId: string): Promise<{ finished: boolean }>
}

/**
 * The acts that are offered for a person. Nobody locks themselves out here: their own password is changed in the settings.
 * Only operators make operators.
 */
export function listActs(
  person: AdministeredPerson,
  { isSelf, isOperator }: Readonly<{ isSelf: boolean; isOperator: boolean }>,
): readonly PersonAct[] {
  return PERSON_ACTS.filter((act) => {
    switch (act) {
      case 'edit':
      case 'export-data':
        return true
      case 'reset-password':
      case 'end-sign-ins':
      case 'delete':
      case 'erase':
        return !isSelf
      case 'make-administrator':
        return !person.admin
      case 'remove-administrator':
        return person.admin && !isSelf
      case 'make-operator':
        return isOperator && !person.operator
      case 'remove-operator':
        return isOperator && person.operator && !isSelf
      case 'enable':
        return person.disabled
      case 'password-link':
      case 'disable':
        return !person.disabled && !isSelf
    }
  })
}

/**
 * What an act gives back: a password, a link for a new one, how many sign-ins ended, a file, or whether past meetings have been rewritten already.
 */
export type ActOutcome = Readonly<{
  password?: string
  link?: MadePasswordLink
  ended?: number
  file?: string
  isFinished?: boolean
}>

/** Performs an act, and shows its result in the list. @throws ApiError */
export async function performAct(
  api: PeopleActsApi,
  list: Pick<PeopleList, 'update'>,
  { corpId, person, act }: Readonly<{ corpId: string; person: AdministeredPerson; act: PersonAct }>,
): Promise<ActOutcome> {
  const { userId } = person
  const show = (changes: Partial<AdministeredPerson>) =>
    list.update((rows) => rows.map((row) => (row.userId === userId ? { ...row, ...changes } : row)))
  const change = async (edit: Parameters<PeopleActsApi['changePerson']>[2]) => {
    show((await api.changePerson(corpId, userId, edit)).person)
    return {}
  }
  switch (act) {
    case 'edit':
      return {}
    case 'reset-password': {
      const { password } = await api.resetPassword(corpId, userId)
      // A link is valid with the password that the person had.
      list.update((rows) => rows.map((row) => (row.userId === userId ? withoutLink(row) : row)))
      show({ hasPassword: true, mustChangePassword: true })
      return { password }
    }
    case 'password-link': {
      const link = await api.passwordLink(corpId, userId)
      show({ passwordLinkExpiresAt: link.expiresAt })
      return { link }
    }
    case 'end-sign-ins':
      return { ended: (await api.endSignIns(corpId, userId)).ended }
    case 'make-administrator':
    case 'remove-administrator':
      return change({ admin: act === 'make-administrator' })
    case 'make-operator':
    case 'remove-operator':
      return change({ operator: act === 'make-operator' })
    case 'enable':
      await api.enable(corpId, userId)
      show({ disabled: false })
      return {}
    case 'disable':
      await api.disable(corpId, userId)
      show({ disabled: true })
      return {}
    case 'export-data':
      return { file: JSON.stringify(await api.personalData(corpId, userId), undefined, 2) }
    case 'erase': {
      const { finished } = await api.erase(corpId, userId)
      list.update((rows) => rows.filter((row) => row.userId !== userId))
      return { isFinished: finished }
    }
    case 'delete':
      await api.remove(corpId, userId)
      list.update((rows) => rows.filter((row) => row.userId !== userId))
      return {}
  }
}

function withoutLink({ passwordLinkExpiresAt: _ended, ...person }: AdministeredPerson): AdministeredPerson {
  return person
}
