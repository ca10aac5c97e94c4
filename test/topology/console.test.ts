import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LiveActRequest, LiveMeetingDetailsAnswer, OverviewAnswer } from '../../contract/web/console-live-types.ts'
import { Page } from '../web/page.ts'
import type { RoamingGuest } from '../worlds/roaming-guest.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA } from '../worlds/tester.ts'
import { meetOnTwo, startSharedServices, type SharedServices } from '../worlds/two-servers.ts'

let shared: SharedServices
before(async () => void (shared = await startSharedServices()))
after(() => shared[Symbol.asyncDispose]())

test('[CO26] an administrator at either server reads the same roster, and acts on people at both', async () => {
  await using met = await meetOnTwo(shared)
  const [ann, bob, cat] = met.people
  const pages = [new Page(met.one.url), new Page(met.two.url)] as const
  await pages[0].signIn(ADA)
  await pages[1].signIn({ userId: 'ada', password: `${ADA.password} and longer` })
  const path = `/api/console/live/${met.id}`
  const read = async (page: Page) => {
    const { body } = await page.ask<LiveMeetingDetailsAnswer>('GET', path)
    const members = body.members.filter(({ kind }) => kind === 'guest')
    return [body.meeting.locked, ...members.map(({ name, attendStatus, audio }) => [name, attendStatus, audio])]
  }
  const both = () => Promise.all(pages.map((page) => read(page)))
  const act = async (page: Page, body: LiveActRequest) => {
    assert.deepEqual((await page.ask('POST', `${path}/acts`, { body })).body, { changed: true })
  }
  const keyOf = async (name: string) => {
    const { body } = await pages[0].ask<LiveMeetingDetailsAnswer>('GET', path)
    return body.members.find((member) => member.name === name)?.key ?? assert.fail(name)
  }
  const endOf = (person: RoamingGuest) =>
    eventually(
      async () => person.closed,
      (reason) => reason !== undefined,
      10_000,
    )
  const all = [false, ['Ann', 3, 'allowed'], ['Bob', 3, 'allowed'], ['Cat', 3, 'allowed']]
  assert.deepEqual(await both(), [all, all])
  await act(pages[1], { act: 'lock' })
  await act(pages[0], { act: 'mute', member: await keyOf('Bob') })
  const muted = [true, ['Ann', 3, 'allowed'], ['Bob', 3, 'muted'], ['Cat', 3, 'allowed']]
  assert.deepEqual(await both(), [muted, muted])
  await act(pages[0], { act: 'remove', member: await keyOf('Bob'), forbidRejoin: false })
  assert.equal(await endOf(bob), 'removed')
  const overview = `/api/console/overview?from=${Date.now() - 3_600_000}&to=${Date.now() + 3_600_000}`
  for (const page of pages) {
    const { body } = await page.ask<OverviewAnswer>('GET', overview)
    assert.deepEqual(body.now, { meetings: 1, people: 2 })
  }
  await act(pages[1], { act: 'end' })
  for (const person of [ann, cat]) assert.equal(await endOf(person), 'conference-ended')
  for (const page of pages) assert.equal((await page.ask('GET', path)).body['code'], 'conference-ended')
})
