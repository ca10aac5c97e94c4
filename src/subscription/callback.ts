import type { OutgoingEvent } from '../service/subscription/outgoing-event.ts'
import { decrypt, encrypt, isSigned, makeNonce, sign, type CallbackKeys } from './callback-crypto.ts'
import type { Outgoing } from './outgoing.ts'

const TIMEOUT_MS = 2_500

/** An event as DingTalk sends it to the callback of an app. */
export function toCallback(keys: CallbackKeys, event: OutgoingEvent, nowMs: number): Outgoing {
  const signed = { timestamp: String(nowMs), nonce: makeNonce(), encrypt: encrypt(toEnvelope(event), keys) }
  const signature = sign({ ...signed, token: keys.token })
  return {
    query: { msg_signature: signature, signature, timestamp: signed.timestamp, nonce: signed.nonce },
    headers: {},
    body: JSON.stringify({ encrypt: signed.encrypt }),
    timeoutMs: TIMEOUT_MS,
    failureOf: (status, answer) => {
      if (status !== 200) return 'wrong-status'
      return isSuccess(answer, keys) ? undefined : 'wrong-answer'
    },
  }
}

function toEnvelope({ eventId, eventType, organizationId, at, data }: OutgoingEvent): string {
  // Asks whether the callback has the right keys. It is about nothing.
  if (eventType === 'check_url') return JSON.stringify({ EventType: eventType })
  const ids = { EventType: eventType, EventTime: at, CorpId: organizationId, BizId: eventId, eventId }
  return JSON.stringify({ ...ids, ...data })
}

function isSuccess(answer: string, keys: CallbackKeys): boolean {
  const fields = toObject(answer)
  const [signature, nonce, text] = ['msg_signature', 'nonce', 'encrypt'].map((name) => fields[name])
  // Some receivers write it as a number.
  const timestamp = String(fields['timeStamp'])
  if (typeof signature !== 'string' || typeof nonce !== 'string' || typeof text !== 'string') return false
  return isSigned({ signature, timestamp, nonce, encrypt: text }, keys.token) && decrypt(text, keys) === 'success'
}

function toObject(json: string): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(json) as object | null) }
  } catch {
    return {}
  }
}
