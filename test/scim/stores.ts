import { after, before, describe } from 'node:test'
import { startPostgres, type TestPostgres } from '../worlds/postgres.ts'
import { startTester, type Tester } from '../worlds/tester.ts'

/** Starts a server whose data are in the store of the suite. */
export type Start = (env?: Record<string, string>) => Promise<Tester>

/** Runs a suite of tests on whole servers, with each store. */
export function describeStores(name: string, suite: (start: Start) => void): void {
  describe(`${name}, on SQLite`, () => suite((env = {}) => startTester({ env })))
  describe(`${name}, on PostgreSQL`, () => {
    let postgres: TestPostgres
    before(async () => void (postgres = await startPostgres()))
    after(() => postgres[Symbol.asyncDispose]())
    suite(async (env = {}) => {
      const { url } = await postgres.createDatabase()
      return startTester({ env: { ROLLCALL_DATABASE_URL: url, ...env } })
    })
  })
}
