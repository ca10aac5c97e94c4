import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { ProviderError } from '../service/account/identity-provider.ts'
import { openIdProvider } from './openid-connect.ts'

const CLIENT_ID = 'rollcall'
const BACK = new URL('https://meet.example/api/sso/back')

/** A provider that publishes one key. It signs ID tokens with that key, or with `forged` with another one. */
async function startProvider({ forged }: { forged: boolean }) {
  const published = await generateKeyPair('RS256')
  const signing = forged ? await generateKeyPair('RS256') : published
  const keys = [{ ...(await exportJWK(published.publicKey)), alg: 'RS256', kid: 'one' }]
  let nonce = ''
  const http = createServer((request, response) => {
    void answer(request.url ?? '').then((body) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
    )
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const issuer = `http://localhost:${(http.address() as AddressInfo).port}`
  const answer = async (path: string): Promise<object> => {
    if (path === '/keys') return { keys }
    if (path === '/token') {
      const claims = { nonce, preferred_username: 'ada' }
      const token = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setIssuer(issuer)
      const idToken = token.setAudience(CLIENT_ID).setSubject('1').setIssuedAt().setExpirationTime('5m')
      return { access_token: 'a', token_type: 'bearer', id_token: await idToken.sign(signing.privateKey) }
    }
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
    }
  }
  const settings = {
    issuer: new URL(issuer),
    clientId: CLIENT_ID,
    clientSecret: 's',
    userClaim: 'preferred_username',
    addsPeople: false,
  }
  return {
    issuer,
    async signIn() {
      const provider = openIdProvider(settings)
      const { departure } = await provider.depart(BACK)
      nonce = departure.nonce
      const arrived = new URL(BACK)
      arrived.search = new URLSearchParams({ code: 'c', state: departure.state }).toString()
      return provider.identify(arrived, departure)
    },
    [Symbol.asyncDispose]: async () => void http.close(),
  }
}

test('[WS27] an ID token that the provider signed identifies a person', async () => {
  await using provider = await startProvider({ forged: false })
  const { userName, subject } = (await provider.signIn()) ?? {}
  assert.deepEqual([userName, subject], ['ada', `${provider.issuer} 1`])
})

test('[WS27] an ID token with a wrong signature identifies nobody', async () => {
  await using provider = await startProvider({ forged: true })
  await assert.rejects(provider.signIn(), ProviderError)
})
