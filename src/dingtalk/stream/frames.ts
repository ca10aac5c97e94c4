import type { StreamFrame } from '../../../contract/dingtalk/stream.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { OutgoingEvent } from '../../service/subscription/outgoing-event.ts'
import { parseObject } from '../gateway/body-parser.ts'

/** What every message over a connection says of itself. */
export type FrameOrigin = Readonly<{ clientId: string; connectionId: string; messageId: string; now: EpochMs }>

/** A message with an event. */
export function toEventFrame(
  origin: FrameOrigin,
  { eventType, eventId, at, organizationId, data }: OutgoingEvent,
): string {
  return toText({
    specVersion: '1.0',
    type: 'EVENT',
    headers: {
      ...headersOf(origin),
      topic: '*',
      eventType,
      eventBornTime: String(at),
      eventId,
      eventCorpId: organizationId,
      eventUnifiedAppId: origin.clientId,
    },
    data: JSON.stringify(data),
  })
}

/** `ping`: the app answers with the same `data`. `disconnect`: it answers nothing, and connects again. */
export function toSystemFrame(origin: FrameOrigin, topic: 'ping' | 'disconnect'): string {
  const data = topic === 'ping' ? { opaque: origin.messageId } : { reason: 'connect again' }
  return toText({
    specVersion: '1.0',
    type: 'SYSTEM',
    headers: { ...headersOf(origin), topic },
    data: JSON.stringify(data),
  })
}

/** What an app answered to a message. Absent if the text is no answer. */
export function readAnswer(
  text: string,
): Readonly<{ messageId: string; outcome: 'done' | 'later' | 'failed' }> | undefined {
  const answer = parseObject(text)
  const headers = answer?.['headers']
  const messageId = isObject(headers) ? headers['messageId'] : undefined
  if (!answer || typeof messageId !== 'string') return undefined
  if (answer['code'] !== 200) return { messageId, outcome: 'failed' }
  return { messageId, outcome: isLater(answer['data']) ? 'later' : 'done' }
}

/** The client for Python sends the event back in place of a status. Only `LATER` is a wish for more. */
function isLater(data: unknown): boolean {
  const result = typeof data === 'string' ? parseObject(data) : data
  return isObject(result) && result['status'] === 'LATER'
}

function headersOf({ clientId, connectionId, messageId, now }: FrameOrigin) {
  return { appId: clientId, connectionId, contentType: 'application/json', messageId, time: String(now) } as const
}

function toText(frame: StreamFrame): string {
  return JSON.stringify(frame)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
