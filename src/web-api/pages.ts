import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AUTHORIZATION_PAGE } from '../../contract/web/paths.ts'
import { LINK_PATH, PASSWORD_PATH } from '../../contract/text/link.ts'
import type { CacheBudget } from '../service/cache-budget.ts'
import { BuiltFiles } from './built-files.ts'
import { wantsPage } from './error-page.ts'

/** All pages are one document; its script distinguishes them by their addresses. */
const PAGES = [
  '/',
  LINK_PATH,
  '/settings',
  '/help/keys',
  AUTHORIZATION_PAGE,
  PASSWORD_PATH,
  '/attendance/:conferenceId',
  '/attendance/booking/:bookingId',
  '/console',
  '/console/*',
]

/** `dist/web`, seen from this file in `src/web-api` or from its compiled copy in `dist/src/web-api`. */
const BUILT = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/web/' : '../../web/', import.meta.url),
)

const NOT_BUILT = 'The pages of this server are not built: run `npm run build:web`, then reload.\n'

/** Browser features that our own pages may use, and features that no page may use. */
const ALLOWED_FEATURES =
  'camera microphone display-capture speaker-selection fullscreen picture-in-picture autoplay screen-wake-lock clipboard-write'
const DENIED_FEATURES = 'geolocation payment usb serial hid midi'
const PERMISSIONS = [
  ...ALLOWED_FEATURES.split(' ').map((feature) => `${feature}=(self)`),
  ...DENIED_FEATURES.split(' ').map((feature) => `${feature}=()`),
].join(', ')

const ASSET_HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  vary: 'accept-encoding',
}

type Deps = {
  caches: CacheBudget
  /** The URL that links begin with. */
  publicUrl: () => URL
  /** The pages say that the server is a sandbox. */
  isSandbox?: boolean
  /** A media server that pages connect to. */
  mediaUrl?: URL
  /** The folder of the built pages. Tests give their own. */
  folder?: string
}

/** Answers with the document of our pages and a status. The script shows the page of the address. */
export type SendPage = (reply: FastifyReply, status: 200 | 404) => Promise<FastifyReply>

/** Serves our own pages and their assets. @returns what sends the document at other addresses */
export function pagesApi(
  app: FastifyInstance,
  { caches, publicUrl, isSandbox = false, mediaUrl, folder = BUILT }: Deps,
): SendPage {
  const built = new BuiltFiles(folder, caches)
  const sendPage: SendPage = async (reply, status) => {
    reply.headers(pageHeaders(publicUrl(), mediaUrl))
    const page = await built.findPage()
    if (page === undefined) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
    // Behind a proxy the server may be mounted below the root of its host.
    const mounted = page.replace('<base href="/"', () => `<base href="${mountOf(publicUrl())}"`)
    return reply.code(status).send(isSandbox ? mounted.replace('<html ', '<html data-sandbox ') : mounted)
  }
  app.register(async (pages) => {
    for (const path of PAGES)
      pages.get(path, { schema: { hide: true }, config: { operation: 'page' } }, (_request, reply) =>
        sendPage(reply, 200),
      )
  })

  app.register(
    async (assets) => {
      assets.setNotFoundHandler((_request, reply) => refuseAsset(reply))
      assets.get<{ Params: { name: string } }>(
        '/:name',
        { schema: { hide: true }, config: { operation: 'asset' } },
        async (request, reply) => {
          const { params, headers } = request
          const { name } = params
          const asset = isAsset(name) ? await built.findAsset(name, headers['accept-encoding']) : undefined
          if (!asset) return wantsPage(request) ? reply.callNotFound() : refuseAsset(reply)
          reply.headers({ ...ASSET_HEADERS, etag: asset.etag })
          if (headers['if-none-match'] === asset.etag) return reply.code(304).send()
          if (asset.encoding !== undefined) reply.header('content-encoding', asset.encoding)
          return reply.type(asset.type).send(asset.bytes)
        },
      )
    },
    { prefix: '/assets' },
  )
  return sendPage
}

/** Precompressed copies are served only under the name of the original file. */
function isAsset(name: string): boolean {
  return /^[\w-]+(\.[\w-]+)+$/.test(name) && !/\.(br|gz)$/i.test(name)
}

/** Refuses without letting it be cached, since the asset may exist after the next build. */
function refuseAsset(reply: FastifyReply) {
  return reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Not found.\n')
}

/** The path below which the server is mounted, ending with a slash. It contains no quotes, as no path of a `URL` does. */
function mountOf({ pathname }: URL): string {
  return pathname.endsWith('/') ? pathname : `${pathname}/`
}

/** The origins of a media server: pages open sockets to it, and send requests if a socket cannot be opened. */
function originsOf({ protocol, host }: URL): readonly string[] {
  return ['http:', 'ws:'].includes(protocol) ? [`ws://${host}`, `http://${host}`] : [`wss://${host}`, `https://${host}`]
}

function pageHeaders(publicUrl: URL, mediaUrl: URL | undefined): Record<string, string> {
  const socket = `${publicUrl.protocol === 'https:' ? 'wss' : 'ws'}://${publicUrl.host}`
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': [
      "default-src 'self'",
      // WebAssembly, for effects on the own camera and microphone. It allows no script that is made from text.
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      // Older browsers do not count a socket to the same host as 'self'.
      ['connect-src', "'self'", socket, ...(mediaUrl ? originsOf(mediaUrl) : [])].join(' '),
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      "object-src 'none'",
      "frame-src 'none'",
      "base-uri 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'permissions-policy': PERMISSIONS,
    // The address of a page may hold the secret of a link.
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    'cross-origin-opener-policy': 'same-origin',
  }
}
