import { startReceiver } from '../../src/subscription/receiver.fixture.ts'
import { decrypt, encrypt, sign } from '../../src/subscription/callback-crypto.ts'

/** An HTTP callback of an app. It takes events once it has its keys, while it is up. */
export type CallbackReceiver = AsyncDisposable & {
  readonly url: string
  readonly keys: { token: string; aesKey: string }
  isUp: boolean
  /** What it took, decrypted, in order. */
  readonly events: readonly Readonly<Record<string, unknown>>[]
}

export async function startCallbackReceiver(clientId: string): Promise<CallbackReceiver> {
  const keys = { token: '', aesKey: '', ownerKey: clientId }
  const events: Record<string, unknown>[] = []
  const state = { isUp: true }
  const receiver = await startReceiver(({ body }, response) => {
    if (!state.isUp || keys.aesKey === '') return response.writeHead(503).end('down for repair')
    const text = (JSON.parse(body) as { encrypt: string }).encrypt
    events.push(JSON.parse(decrypt(text, keys) ?? '{}') as Record<string, unknown>)
    const signed = { timestamp: '1780000000000', nonce: 'abcdefgh', encrypt: encrypt('success', keys) }
    const signature = sign({ ...signed, token: keys.token })
    const { timestamp: timeStamp, nonce, encrypt: encrypted } = signed
    return response.end(JSON.stringify({ msg_signature: signature, timeStamp, nonce, encrypt: encrypted }))
  })
  return Object.assign(state, {
    url: `${receiver.url}/hook`,
    keys,
    events,
    [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
  })
}
