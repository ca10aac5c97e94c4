import { OpenConnection as Op, STREAM_PATH } from '../../../contract/dingtalk/stream.ts'
import type { StreamTickets } from '../../service/subscription/stream-tickets.ts'
import { addressOf } from '../gateway/caller-address.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse } from '../gateway/gateway-errors.ts'
import { NO_TOKEN, operation, type Routes } from '../gateway/operation.ts'

const OPEN_CONNECTION_ERRORS: ErrorTable<'client-unknown'> = {
  refusals: { 'client-unknown': [401, 'authFailed', '鉴权失败'] },
  malformed: {
    'clientId missing': [400, 'MissingclientId', 'clientId is mandatory for this action.'],
    'clientSecret missing': [400, 'MissingclientSecret', 'clientSecret is mandatory for this action.'],
    clientId: [401, 'authFailed', '鉴权失败'],
    clientSecret: [401, 'authFailed', '鉴权失败'],
    otherwise: [400, 'systemError', '系统错误'],
  },
  unexpected: [500, 'unknownError', '未知错误'],
}

type Deps = { streamTickets: Pick<StreamTickets, 'issue'>; publicUrl: () => URL }

/** The ticket for a stream connection. */
export function openConnection(app: Routes, { streamTickets, publicUrl }: Deps) {
  app.post(
    '/v1.0/gateway/connections/open',
    operation(Op, NO_TOKEN, OPEN_CONNECTION_ERRORS),
    async (request, reply) => {
      const { clientId, clientSecret: secret, subscriptions = [{ type: 'EVENT', topic: '*' }] } = request.body
      const eventTypes = subscriptions.filter(({ type }) => type === 'EVENT').map(({ topic }) => topic)
      const issued = await streamTickets.issue(clientId, { secret, from: addressOf(request), eventTypes })
      if (issued === 'too-many-tries') return refuse(request, reply, GATEWAY_ERRORS.tooFastForApp)
      if (typeof issued === 'string') return sendRefusal(request, reply, OPEN_CONNECTION_ERRORS, issued)
      reply.header('content-type', CONTENT_TYPE)
      return reply.send({ endpoint: endpointOf(publicUrl()), ticket: issued.ticket })
    },
  )
}

/** `ws` for a server that is reached by `http`, otherwise `wss`. */
function endpointOf(publicUrl: URL): string {
  const url = new URL(`.${STREAM_PATH}`, publicUrl)
  url.protocol = publicUrl.protocol.replace('http', 'ws')
  return url.href
}
