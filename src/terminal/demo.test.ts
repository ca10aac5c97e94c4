import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '../config.ts'
import { startServer } from '../server/server.ts'
import { parseSeed } from '../../contract/seed.ts'
import { DEMO_CORP, DEMO_PEOPLE, DEMO_SEED } from './demo-people.ts'
import { nextStep, seededRandom, type Whereabouts } from './demo-steps.ts'
import { runDemo } from './demo.ts'
import { FakeTerminal } from './terminal.fixture.ts'
import { Page } from '../../test/web/page.ts'
import { signIn } from './web-client.ts'

test('[TM18] [TM24] the demonstration prints calls that work at once, keeps a meeting alive, and stops in order', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rollcall-demo-'))
  const terminal = new FakeTerminal()
  const env = { ROLLCALL_DATA: dataFolder, ROLLCALL_HOST: '127.0.0.1', ROLLCALL_ACCESS_LOG: 'off' }
  const exit = runDemo(['--port', '0'], terminal, {
    env,
    command: 'run rollcall',
    start: (given) => startServer(readConfig(given)),
    paceMs: 10,
  })
  const curl = await terminal.line(/curl .*\/members/)
  const [, url, header] = /curl -s (\S+) -H '(.*)'/.exec(curl) ?? []
  const [name = '', value = ''] = header?.split(': ') ?? []
  const response = await fetch(url ?? '', { headers: { [name]: value } })
  const { totalCount } = (await response.json()) as { totalCount: number }
  assert.ok(totalCount >= 2)
  const [address = '', userId = '', password = ''] = await Promise.all(
    [/address +(\S+)/, /user +(\S+)/, /password +(\S+)/].map(async (line) => line.exec(await terminal.line(line))?.[1]),
  )
  const visitor = new Page(address)
  assert.equal((await visitor.signIn({ corpId: DEMO_CORP, userId, password })).mustChangePassword, false)
  const { ongoing } = (await visitor.ask<{ ongoing: { title: string }[] }>('GET', '/api/home')).body
  assert.deepEqual(
    ongoing.map(({ title }) => title),
    ['Weekly sync'],
  )
  const meeting = /meeting +(\S+)/.exec(await terminal.line(/^ +meeting +http/m))?.[1] ?? ''
  assert.equal(new URL(meeting).origin, new URL(address).origin) // or a browser that is signed in at one is not at the other
  assert.equal((await fetch(meeting)).status, 200)
  await terminal.line(/ run rollcall join '/)
  const lobby = await terminal.line(/ run rollcall lobby http/)
  const [, user = '', secret = ''] = /--user (\S+) --password (\S+)/.exec(lobby) ?? []
  assert.ok((await signIn(new URL(address), { corpId: DEMO_CORP, userId: user, password: secret })).token)
  for (const event of [/ left$/m, /left \(removed\)/, /calls/]) await terminal.line(event)
  terminal.emit('SIGINT')
  assert.equal(await exit, 0)
  await rm(dataFolder, { recursive: true })
})

test('[TM19] [TM23] the walk of the demonstration is the same each time, never empties the meeting and takes every kind of step', () => {
  const walk = (seed: number) => {
    const random = seededRandom(seed)
    const people = DEMO_PEOPLE.map(({ unionId }, who): Whereabouts => ({
      isInMeeting: who < 3,
      isHost: who === 0,
      isGuest: unionId === undefined,
    }))
    return Array.from({ length: 500 }, () => {
      const step = nextStep(people, random)
      const person = people[step.who]
      assert.ok(person)
      assert.equal(person.isInMeeting, step.act === 'leave' || step.act === 'kick')
      people[step.who] = { ...person, isInMeeting: step.act === 'join' || step.act === 'call' }
      const inMeeting = people.filter(({ isInMeeting }) => isInMeeting).length
      assert.ok(inMeeting >= 1 && inMeeting <= 3)
      return step
    })
  }
  assert.deepEqual(walk(1), walk(1))
  assert.notDeepEqual(walk(1), walk(2))
  assert.deepEqual(new Set(walk(1).map(({ act }) => act)), new Set(['join', 'leave', 'kick', 'call']))
})

test('[TM20] the people of the demonstration are a valid seed, all of them different', () => {
  assert.equal(parseSeed(DEMO_SEED).ok, true)
  const users = DEMO_SEED.organizations[0]?.users ?? []
  assert.equal(new Set(users.flatMap(({ userId, unionId }) => [userId, unionId])).size, users.length * 2)
})
