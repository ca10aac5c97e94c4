import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../conference/identity.ts'
import { T0, type NewDatabase } from './meeting.contract.ts'

export function testStreamTickets(newDatabase: NewDatabase): void {
  const ticket = {
    ticketHash: 'a',
    clientId: 'app',
    secretMark: 'm',
    eventTypes: ['meeting_*', '会议'],
    expiresAt: (T0 + 1) as EpochMs,
  }

  test('[SM3] a ticket for a stream connection is taken once, even if several servers take it at the same time', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { streamTickets } = store
    await streamTickets.insert(ticket)
    await streamTickets.insert({ ...ticket, ticketHash: 'b' })
    const taken = await Promise.all(Array.from({ length: 5 }, () => streamTickets.take('a')))
    assert.deepEqual(
      taken.filter((one) => one !== undefined),
      [ticket],
    )
    assert.equal(await streamTickets.take('none'), undefined)
    assert.deepEqual(await streamTickets.take('b'), { ...ticket, ticketHash: 'b' })
  })

  test('[SM3] tickets for stream connections are deleted when they have expired', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const { streamTickets } = store
    await streamTickets.insert(ticket)
    await streamTickets.insert({ ...ticket, ticketHash: 'later', expiresAt: (T0 + 2) as EpochMs })
    await streamTickets.deleteExpiredBefore((T0 + 1) as EpochMs)
    assert.equal(await streamTickets.take('a'), undefined)
    assert.equal((await streamTickets.take('later'))?.ticketHash, 'later')
  })
}
