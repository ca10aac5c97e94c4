import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { OutgoingEvent } from '../service/subscription/outgoing-event.ts'
import type { Outgoing } from './outgoing.ts'

const TIMEOUT_MS = 15_000

/**
 * An event as a signed webhook in the form of https://www.standardwebhooks.com.
 *
 * @param secrets each `whsec_` and the base64 of the key
 */
export function toWebhook(secrets: readonly string[], event: OutgoingEvent, nowMs: number): Outgoing {
  const { eventId, eventType, organizationId, at, data } = event
  const timestamp = String(Math.floor(nowMs / 1_000))
  const body = JSON.stringify({ type: eventType, timestamp: new Date(at).toISOString(), corpId: organizationId, data })
  const signed = `${eventId}.${timestamp}.${body}`
  return {
    query: {},
    headers: {
      'webhook-id': eventId,
      'webhook-timestamp': timestamp,
      'webhook-signature': secrets.map((secret) => `v1,${sign(secret, signed)}`).join(' '),
    },
    body,
    timeoutMs: TIMEOUT_MS,
    failureOf: (status) => (status >= 200 && status < 300 ? undefined : 'wrong-status'),
  }
}

/** To make a key takes five times as long as to sign with it. */
const KEYS = new LRUCache<string, KeyObject>({ max: 1_000 })

function sign(secret: string, signed: string): string {
  const key = KEYS.get(secret) ?? createSecretKey(secret.replace(/^whsec_/, ''), 'base64')
  KEYS.set(secret, key)
  return createHmac('sha256', key).update(signed).digest('base64')
}
