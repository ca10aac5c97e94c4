import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { EpochMs } from '../conference/identity.ts'
import { testApps } from './app-store.contract.ts'
import { testAudit } from './audit-store.contract.ts'
import { testUserTokens } from './user-token-store.contract.ts'
import { testAccounts } from './account-store.contract.ts'
import { testBookings } from './booking-store.contract.ts'
import { testCompanyDirectories } from './company-directory.contract.ts'
import { testConferenceSearch } from './conference-search-store.contract.ts'
import { testConsoleReads } from './console-reads.contract.ts'
import { testConferences } from './conference-store.contract.ts'
import { testDirectory } from './directory-store.contract.ts'
import { testFeeds } from './feed.contract.ts'
import { testHistory } from './history-store.contract.ts'
import { testLive } from './live-store.contract.ts'
import { Meeting, type NewDatabase } from './meeting.contract.ts'
import { testPasswordLinks } from './password-link-store.contract.ts'
import { testPeople } from './people-store.contract.ts'
import { testQuality } from './quality-store.contract.ts'
import { testErasures } from './erasure-store.contract.ts'
import { testOutbox } from './outbox-store.contract.ts'
import { testRetention } from './retention-store.contract.ts'
import { testSettings } from './settings-store.contract.ts'
import { testSubscriptions } from './subscription-store.contract.ts'
import { testStreamTickets } from './stream-ticket-store.contract.ts'
import { testRosters } from './roster-store.contract.ts'
import { testJobs, testSessions } from './session-store.contract.ts'

/** spec/build/stores-and-bus.md, section RS, run against every database the server supports. */
export function describeStore(name: string, newDatabase: NewDatabase): void {
  describe(`${name}: store`, () => {
    testConferences(newDatabase)
    testOutbox(newDatabase)
    testRosters(newDatabase)
    testSessions(newDatabase)
    testJobs(newDatabase)
    testDirectory(newDatabase)
    testAccounts(newDatabase)
    testAudit(newDatabase)
    testUserTokens(newDatabase)
    testPasswordLinks(newDatabase)
    testStreamTickets(newDatabase)
    testSubscriptions(newDatabase)
    testPeople(newDatabase)
    testCompanyDirectories(newDatabase)
    testSettings(newDatabase)
    testRetention(newDatabase)
    testErasures(newDatabase)
    testApps(newDatabase)
    testHistory(newDatabase)
    testLive(newDatabase)
    testConferenceSearch(newDatabase)
    testConsoleReads(newDatabase)
    testQuality(newDatabase)
    testBookings(newDatabase)
    testFeeds(newDatabase)

    test('[RS29] a check passes while the store can be written, again and again, and fails when it is closed', async () => {
      await using database = await newDatabase()
      const store = await database.open()
      await store.check()
      await store.check()
      await store[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
      await assert.rejects(store.check())
      await assert.rejects(store.conferences.commit([new Meeting().create()]))
    })

    test('[TO23] the store knows when a server was last cut off', async () => {
      await using database = await newDatabase()
      await using store = await database.open()
      const { interruptions } = store
      assert.equal(await interruptions.findLatest(), undefined)
      for (const at of [2_000_000_000_000, 1_999_999_999_999]) {
        await interruptions.mark(at as EpochMs)
        assert.equal(await interruptions.findLatest(), 2_000_000_000_000)
      }
    })

    test('[RS30] opening a database again runs no migration and loses nothing', async () => {
      await using database = await newDatabase()
      const meeting = new Meeting()
      {
        await using store = await database.open()
        await store.conferences.commit([meeting.create()])
      }
      for (let i = 0; i < 2; i++) {
        await using store = await database.open()
        assert.equal(await store.conferences.countRunning(), 1)
      }
    })
  })
}
