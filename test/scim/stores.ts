import { after, before, describe } from 'node:test'
import { startPostgres, type TestPostgres } from '../worlds/postgres.ts'
import { startTester, type Tester } from '../worlds/tester.ts'

/** Starts a server whose data are in the store of the suite. */
export type Start = (env?: Record<string, string>) => Promise<Tester>

/** The settings of a server that uses an empty store of the suite. */
type Settings = () => Promise<Record<string, string>>

/** Runs a suite of tests on whole servers, with each store. */
export function describeStores(name: string, suite: (start: Start, settings: Settings) => void): void {
  const run = (settings: Settings) =>
    suite(async (env = {}) => startTester({ env: { ...(await settings()), ...env } }), settings)
  describe(`${name}, on SQLite`, () => run(async () => ({})))
  describe(`${name}, on PostgreSQL`, () => {
    let postgres: TestPostgres
    before(async () => void (postgres = await startPostgres()))
    after(() => postgres[Symbol.asyncDispose]())
    run(async () => ({ ROLLCALL_DATABASE_URL: (await postgres.createDatabase()).url }))
  })
}
