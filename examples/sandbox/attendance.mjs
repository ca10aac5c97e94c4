// An integration with DingTalk's client for Node, tried in a sandbox: who was in a meeting, for how long, and who runs this.
// Start `rollcall sandbox --port 8080`, then: node attendance.mjs http://localhost:8080
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { Config } = require('@alicloud/openapi-client')
const oauth2 = require('@alicloud/dingtalk/oauth2_1_0')
const contact = require('@alicloud/dingtalk/contact_1_0')
const conference = require('@alicloud/dingtalk/conference_1_0')

const server = process.argv[2] ?? 'http://localhost:8080'
const app = { appKey: 'dingsandbox', appSecret: 'sandbox-secret' }
const config = new Config({ protocol: 'http', endpoint: new URL(server).host })
const THROTTLED = 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'
const WAIT_MS = 200

let retries = 0

/** Tries a call again while it is throttled. */
async function patiently(call) {
  for (;;) {
    try {
      return (await call()).body
    } catch (error) {
      if (error.code !== THROTTLED) throw error
      retries += 1
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
    }
  }
}

const login = new oauth2.default(config)
const { accessToken } = await patiently(() => login.getAccessToken(new oauth2.GetAccessTokenRequest(app)))

/** A request of the sandbox. The real DingTalk has none of these. */
async function sandbox(path, body) {
  const headers = { 'x-acs-dingtalk-access-token': accessToken, 'content-type': 'application/json' }
  const response = await fetch(`${server}/sandbox/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

/** Everybody who was invited or in the meeting, page by page. */
async function listMembers(conferenceId) {
  const client = new conference.default(config)
  const headers = new conference.QueryConferenceMembersHeaders({ xAcsDingtalkAccessToken: accessToken })
  const members = []
  let nextToken
  do {
    const page = new conference.QueryConferenceMembersRequest({ maxResults: 2, nextToken })
    const answer = await patiently(() => client.queryConferenceMembersWithOptions(conferenceId, page, headers, {}))
    members.push(...answer.memberModels)
    nextToken = answer.nextToken
  } while (nextToken)
  return members
}

const { conferenceId } = await sandbox('conferences', {
  title: 'Retrospective',
  start: '-2h',
  end: '-1h',
  people: [
    { unionId: 'adaSandboxiEiE', stays: [{ from: '-2h' }] },
    {
      unionId: 'xiaoyuSandboxiEiE',
      stays: [
        { from: '-110m', to: '-100m' },
        { from: '-95m', to: '-90m', device: 'iOS' },
      ],
    },
    { unionId: 'bramSandboxiEiE', status: 4 },
  ],
})
await sandbox('answers', { operation: 'QueryConferenceMembers', times: 2, answer: { kind: 'throttled' } })
const members = await listMembers(conferenceId)

await sandbox('answers', { operation: 'QueryConferenceMembers', answer: { kind: 'error', code: 'roomNotFound' } })
const refusal = await listMembers(conferenceId).then(
  () => 'none',
  ({ code }) => code,
)

const { authCode } = await sandbox('codes', { unionId: 'xiaoyuSandboxiEiE' })
const signIn = { clientId: app.appKey, clientSecret: app.appSecret, grantType: 'authorization_code', code: authCode }
const person = await patiently(() => login.getUserToken(new oauth2.GetUserTokenRequest(signIn)))
const mine = new contact.GetUserHeaders({ xAcsDingtalkAccessToken: person.accessToken })
const me = await patiently(() => new contact.default(config).getUserWithOptions('me', mine, {}))

const attendance = members.map(({ userNick, attendStatus, duration }) => [userNick, attendStatus, duration])
console.log(JSON.stringify({ attendance, retries, refusal, me: me.nick }))
