import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fastify, type RouteOptions } from 'fastify'
import { dingtalkApi } from '../dingtalk/dingtalk-api.ts'
import { healthApi } from '../ops/health.ts'
import { referenceApi } from '../ops/reference.ts'
import { admissionApi } from '../web-api/admission.ts'
import { bookingLinksApi } from '../web-api/booking-links.ts'
import { pagesApi } from '../web-api/pages.ts'
import { scimApi } from '../scim/scim-api.ts'
import { webApi } from '../web-api/web-api.ts'
import { loggedPath } from './logged-path.ts'
import { CacheBudget } from '../service/cache-budget.ts'

/** Parameters of paths that name something and open nothing. */
const NO_SECRETS = new Set([
  ':conferenceId',
  ':unionId',
  ':userId',
  ':clientId',
  ':scheduleConferenceId',
  ':bookingId',
  ':suiteKey',
  ':corpId',
  ':id',
  ':name',
  ':roomCode',
  ':date',
  ':hash',
  '*',
])

/** Stands for every service. No request reaches it. */
const services: never = new Proxy({}, { get: () => () => undefined }) as never

test('[OP16] every route with a parameter that may be a secret says so', async () => {
  await using app = fastify()
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void routes.push(route))
  const publicUrl = () => new URL('https://meet.example')
  referenceApi(app, { publicUrl, version: '1' })
  healthApi(app, services)
  pagesApi(app, { caches: new CacheBudget(2 ** 26), publicUrl })
  bookingLinksApi(app, services)
  admissionApi(app, services)
  scimApi(app, services)
  webApi(app, services)
  dingtalkApi(app, services)
  await app.ready()
  const parameters = routes.flatMap(({ url, config }) =>
    (url.match(/:\w+|\*/g) ?? []).map((name) => [name, config?.hasSecretInPath === true] as const),
  )
  assert.ok(parameters.length > 20, `${parameters.length}`)
  for (const [name, isSecret] of parameters) assert.equal(isSecret, !NO_SECRETS.has(name), name)
})

for (const path of [
  '/j/aB3dE6gH9kL',
  '/j/aB3dE6gH9kL/calendar.ics',
  '/%6a/aB3dE6gH9kL',
  '/j/aB3dE6gH9kL/',
  '/J/aB3dE6gH9kL?x=1',
  '//j//aB3dE6gH9kL',
  '/j%2FaB3dE6gH9kL',
  '/x%2f%6a%2faB3dE6gH9kL',
]) {
  test(`[OP16] the code in ${path} is not logged`, async () => {
    await using app = fastify()
    const logged: string[] = []
    app.addHook('onResponse', async (request) => void logged.push(loggedPath(request)))
    bookingLinksApi(app, services)
    await app.inject(path)
    assert.equal(logged.length, 1)
    assert.doesNotMatch(logged[0] ?? '', /aB3dE6gH9kL/)
  })
}
