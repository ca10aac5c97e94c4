import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EngineName } from '../../conference/terms.ts'
import { allEngines } from '../../media/engines.ts'
import { meshEngine } from '../../media/mesh.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { ManualClock } from '../conduct/recorded-store.fixture.ts'
import { ada, link, opened } from './meetings.fixture.ts'

const mesh = meshEngine({ stunUrls: [], maxVideo: 4, maxAudio: 8 }, new ManualClock())
/** A server whose new conferences have this engine. */
const withEngine = (engine: EngineName) => ({ adapters: { media: { ...allEngines({ mesh }), engine } } })

for (const engine of ['mesh', 'livekit'] as const) {
  test(`[LK1] a conference that begins while ${engine} is the engine has it`, async () => {
    await using services = await openTestServices(withEngine(engine))
    await services.store.directory.saveOrganization({ id: ada.organizationId, name: 'Acme' })
    await services.directory.saveUser(ada)
    const { id } = await services.conferences.start(ada)
    assert.equal((await services.conductor.loadCommitted(id)).state.engine, engine)
  })

  test(`[LK1] so does the conference of a booking: ${engine}`, async () => {
    const { admit, booking, conductor, admission } = await opened({}, withEngine(engine))
    const { ticket, conferenceId } = await admit({ proof: link(booking.linkToken) })
    await admission.enter(ticket)
    assert.equal((await conductor.loadCommitted(conferenceId)).state.engine, engine)
  })
}
