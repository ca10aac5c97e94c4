import {
  AddUser,
  ChangeUser,
  DeleteUser,
  DisableUser,
  EnableUser,
  EndSignIns,
  ListDepartments,
  ListUsers,
  MakePasswordLink,
  ReadUser,
  ResetPassword,
} from '../../contract/web/people.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { AdministeredPerson } from '../../contract/web/administration-types.ts'
import { routeOf, type Routes } from '../dingtalk/gateway/operation.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { PasswordLinks } from '../service/account/password-links.ts'
import type { People } from '../service/account/people.ts'
import { limitOf, organizationOf, readUserPlace, toCursor } from './administration-query.ts'
import type { Principals } from './principals.ts'

export type PeopleDeps = { people: People; passwordLinks: Pick<PasswordLinks, 'make' | 'listWaiting'> }

const MAX_DEPARTMENTS = 500

/** The people of an organization, for its administrators. */
export function peopleApi(
  web: Routes,
  { people, passwordLinks, principals }: PeopleDeps & { principals: Principals },
): void {
  const one = `${WEB.people}/:userId`

  web.get(WEB.people, routeOf(ListUsers), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { q, state, role, department } = request.query
    const organizationId = organizationOf(by, request.query)
    const after = readUserPlace(request.query)
    const { users, next } = await people.page(by, organizationId, {
      query: q ?? '',
      ...(state && { state }),
      ...(role && { isAdministrator: true }),
      ...(department !== undefined && { department }),
      ...(after && { after }),
      limit: limitOf(request.query),
    })
    const waiting = await passwordLinks.listWaiting(organizationId, users)
    const shown = users.map((user) => toPerson(user, waiting.get(user.userId)))
    return reply.send({ people: shown, ...(next && { cursor: toCursor(next) }) })
  })

  web.get(WEB.departments, routeOf(ListDepartments), async (request, reply) => {
    const by = await principals.load(request, reply)
    const departments = await people.listDepartments(by, organizationOf(by, request.query), MAX_DEPARTMENTS)
    return reply.send({ departments: [...departments] })
  })

  web.post(WEB.people, routeOf(AddUser), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { user, password } = await people.add(by, organizationOf(by, request.query), request.body)
    return reply.send({ person: toPerson(user), ...(password !== undefined && { password }) })
  })

  web.get(one, routeOf(ReadUser), async (request, reply) => {
    const by = await principals.load(request, reply)
    const organizationId = organizationOf(by, request.query)
    const user = await people.load(by, organizationId, request.params.userId)
    const waiting = await passwordLinks.listWaiting(organizationId, [user])
    return reply.send({ person: toPerson(user, waiting.get(user.userId)) })
  })

  web.patch(one, routeOf(ChangeUser), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { userId } = request.params
    const user = await people.change(by, organizationOf(by, request.query), userId, request.body)
    return reply.send({ person: toPerson(user) })
  })

  web.delete(one, routeOf(DeleteUser), async (request, reply) => {
    const by = await principals.load(request, reply)
    await people.delete(by, organizationOf(by, request.query), request.params.userId)
    return reply.send({ ok: true })
  })

  web.post(`${one}/disable`, routeOf(DisableUser), async (request, reply) => {
    const by = await principals.load(request, reply)
    await people.disable(by, organizationOf(by, request.query), request.params.userId)
    return reply.send({ ok: true })
  })

  web.post(`${one}/enable`, routeOf(EnableUser), async (request, reply) => {
    const by = await principals.load(request, reply)
    await people.enable(by, organizationOf(by, request.query), request.params.userId)
    return reply.send({ ok: true })
  })

  web.post(`${one}/password`, routeOf(ResetPassword), async (request, reply) => {
    const by = await principals.load(request, reply)
    const password = await people.resetPassword(by, organizationOf(by, request.query), request.params.userId)
    return reply.send({ password })
  })

  web.post(`${one}/password-link`, routeOf(MakePasswordLink), async (request, reply) => {
    const by = await principals.load(request, reply)
    return reply.send(await passwordLinks.make(by, organizationOf(by, request.query), request.params.userId))
  })

  web.delete(`${one}/sign-ins`, routeOf(EndSignIns), async (request, reply) => {
    const by = await principals.load(request, reply)
    const ended = await people.endSignIns(by, organizationOf(by, request.query), request.params.userId)
    return reply.send({ ended })
  })
}

function toPerson(user: User, passwordLinkExpiresAt?: number): AdministeredPerson {
  const { userId, unionId, name, jobNumber, department, email } = user
  return {
    userId,
    unionId,
    name,
    ...(jobNumber !== undefined && { jobNumber }),
    ...(department !== undefined && { department }),
    ...(email !== undefined && { email }),
    admin: user.admin,
    operator: user.operator ?? false,
    disabled: user.disabled ?? false,
    hasPassword: user.passwordHash !== undefined,
    mustChangePassword: user.passwordHash !== undefined && !user.passwordChosen,
    ...(passwordLinkExpiresAt !== undefined && { passwordLinkExpiresAt }),
  }
}
