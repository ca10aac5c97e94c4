import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { LINK_PATH } from '../../contract/text/link.ts'

/** All pages are one document; its script distinguishes them by their addresses. */
const PAGES = ['/', LINK_PATH, '/settings', '/help/keys']

/** As it runs from its sources the pages lie in `dist`, and there itself beside it. */
const BUILT = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/web/' : '../../web/', import.meta.url),
)

const NOT_BUILT = 'The pages of this server are not built: run `npm run build:web`, then reload.\n'

/** Permissions that only our own pages get. */
const OURS =
  'camera microphone display-capture speaker-selection fullscreen picture-in-picture autoplay screen-wake-lock clipboard-write'
const NOBODYS = 'geolocation payment usb serial hid midi'
const PERMISSIONS = [
  ...OURS.split(' ').map((feature) => `${feature}=(self)`),
  ...NOBODYS.split(' ').map((feature) => `${feature}=()`),
].join(', ')

type Deps = {
  /** What links begin with. */
  publicUrl: () => URL
  /** Where the built pages are, if not where they belong. */
  folder?: string
}

/** Our own pages and what they are made of. Of all paths only theirs are answered here. */
export function pagesApi(app: FastifyInstance, { publicUrl, folder = BUILT }: Deps): void {
  app.register(async (pages) => {
    for (const path of PAGES)
      pages.get(path, { schema: { hide: true }, config: { operation: 'page' } }, async (_request, reply) => {
        reply.headers(pageHeaders(publicUrl()))
        const page = await findPage(folder)
        if (page === undefined) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
        // Behind a proxy the server may be mounted below the root of its host.
        return reply.send(page.replace('<base href="/"', () => `<base href="${mountOf(publicUrl())}"`))
      })
  })

  app.register(
    async (assets) => {
      // Made to fail softly while nothing is built, since it may be built while the server runs.
      await assets.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, suppressWarning: true })
      assets.setNotFoundHandler((_request, reply) => refuseAsset(reply))
      assets.get<{ Params: { name: string } }>(
        '/:name',
        { schema: { hide: true }, config: { operation: 'asset' } },
        (request, reply) => {
          if (!isAsset(request.params.name)) return refuseAsset(reply)
          reply.headers({ 'x-content-type-options': 'nosniff', vary: 'accept-encoding' })
          return reply.sendFile(request.params.name, join(folder, 'assets'), { maxAge: '1y', immutable: true })
        },
      )
    },
    { prefix: '/assets' },
  )
}

/** `undefined` while nothing is built. Read on every request, because it names the files of the latest build. */
async function findPage(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Precompressed copies are served only under the name of the original file. */
function isAsset(name: string): boolean {
  return /^[\w-]+(\.[\w-]+)+$/.test(name) && !/\.(br|gz)$/i.test(name)
}

/** Not cached, unlike an asset: it may exist after the next build. */
function refuseAsset(reply: FastifyReply) {
  return reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Not found.\n')
}

/** The path before those of our own, with a slash at its end. A URL has no quotes in its path. */
function mountOf({ pathname }: URL): string {
  return pathname.endsWith('/') ? pathname : `${pathname}/`
}

function pageHeaders(publicUrl: URL): Record<string, string> {
  const socket = `${publicUrl.protocol === 'https:' ? 'wss' : 'ws'}://${publicUrl.host}`
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      // Older browsers do not count a socket to the same host as 'self'.
      `connect-src 'self' ${socket}`,
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
