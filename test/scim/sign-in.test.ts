import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProvider } from '../web/provider.ts'
import { signInAtProvider } from './provider-visit.ts'
import { openDirectory } from './directory.ts'

test('[SC15] people sign in at the provider by the name that the directory gives them, and nobody by a former name', async () => {
  await using provider = await startProvider()
  await using server = await provider.startTester()
  const { directory } = await openDirectory(server.url)
  const nina = await directory.add({ userName: 'nina@acme.example' })
  const at = (name: string) => signInAtProvider(server.url, name)
  assert.equal((await at('nina@acme.example')).unionId, nina.id)
  // The userId that was made from the name is no name at the provider.
  assert.equal((await at('nina')).unionId, undefined)
  await directory.patch(nina.id, { op: 'replace', path: 'userName', value: 'nina.li@acme.example' })
  assert.equal((await at('nina@acme.example')).unionId, undefined)
  assert.equal((await at('nina.li@acme.example')).unionId, nina.id)
  // Somebody else may get the former name, and is not Nina.
  const other = await directory.add({ userName: 'nina@acme.example' })
  assert.equal((await at('nina@acme.example')).unionId, other.id)
  assert.notEqual(other.id, nina.id)
  await directory.patch(other.id, { op: 'replace', path: 'active', value: false })
  assert.deepEqual(await at('nina@acme.example'), { to: '/?signin=unknown', unionId: undefined })
  assert.equal((await at('NINA.LI@acme.example')).unionId, undefined)
})
