import assert from 'node:assert/strict'
import test from 'node:test'
import { openRedirects } from './redirects.ts'

test('[CO11] the addresses of an app are one per line, and are saved without empty lines and blanks', async () => {
  const saved: unknown[] = []
  const redirects = openRedirects(
    {
      redirectUris: async () => ({ redirectUris: ['https://one.example/', 'https://two.example/'] }),
      setRedirectUris: async (...args) => saved.push(args),
    },
    { corpId: 'acme', clientId: 'ci' },
  )
  assert.equal(redirects.view.get().isLoaded, false)
  await redirects.load()
  const { text, isLoaded } = redirects.view.get()
  assert.deepEqual([text, isLoaded], ['https://one.example/\nhttps://two.example/', true])
  redirects.setText(' https://one.example/ \n\n  \nhttps://three.example/')
  await redirects.save()
  assert.deepEqual(saved, [['acme', 'ci', ['https://one.example/', 'https://three.example/']]])
})
