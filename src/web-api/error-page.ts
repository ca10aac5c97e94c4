import { createHash } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuseBy } from './refusal.ts'

/** Paths whose answers only programs read: DingTalk's API, its legacy host, and SCIM. */
const FOR_PROGRAMS = /^\/(?:v1\.0|topapi|gettoken|scim)(?:[/?]|$)/

const STYLE = `
:root { color-scheme: light dark; --ground: #f5f3ee; --card: #fffefb; --ink: #1d2523; --quiet: #55605c; --accent: #2f5d50; --on: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ground: #151a19; --card: #1d2423; --ink: #eef1ec; --quiet: #a9b5af; --accent: #8ccbb4; --on: #0f211b }
}
* { box-sizing: border-box; margin: 0 }
body { display: grid; place-items: center; min-height: 100vh; padding: 24px 16px; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { display: grid; gap: 18px; width: min(100%, 440px); padding: 28px; border-radius: 16px; background: var(--card) }
.brand { font-weight: 700 }
h1 { font-size: 1.5rem; line-height: 1.3 }
.quiet { color: var(--quiet) }
a { display: grid; place-items: center; min-height: 44px; padding: 0 18px; border-radius: 999px; background: var(--accent); color: var(--on); font-weight: 600; text-decoration: none }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
`

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  // The address may contain a secret.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  vary: 'accept, accept-language',
}

type ErrorStatus = 404 | 500 | 503
type Texts = Readonly<Record<ErrorStatus, readonly [title: string, advice: string]> & { home: string }>

const TEXTS: Readonly<Record<'en' | 'zh-CN', Texts>> = {
  en: {
    404: ['Page not found', 'There’s nothing at this address. Check it for typos, or go back to home.'],
    500: ['Something went wrong', 'The server couldn’t show this page. Try again in a moment.'],
    503: ['The server isn’t available', 'It may be restarting. Try again in a moment.'],
    home: 'Back to home',
  },
  'zh-CN': {
    404: ['页面不存在', '此地址没有内容。请检查地址是否有误，或返回首页。'],
    500: ['页面出错了', '服务器无法显示此页面，请稍后重试。'],
    503: ['服务器暂时不可用', '服务器可能正在重启，请稍后重试。'],
    home: '返回首页',
  },
}

/** Whether a browser asks for a page to show to a person. Programs get their API's envelope instead. */
export function wantsPage({ method, headers, url }: FastifyRequest): boolean {
  const isRead = method === 'GET' || method === 'HEAD'
  return (
    isRead && /\btext\/html\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(headers.accept ?? '') && !FOR_PROGRAMS.test(url)
  )
}

/** Answers browsers with a page where nothing is served, and if a page or a link fails. Other clients are answered as before. */
export function answerBrowsers(app: FastifyInstance, publicUrl: () => URL): void {
  // Not `onRequest`: routes that find nothing call the handler of unknown paths later.
  app.addHook('preHandler', async (request, reply) => {
    if (request.is404 && wantsPage(request)) return sendErrorPage(reply, { status: 404, publicUrl: publicUrl() })
  })
  const refuse = refuseBy({})
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (!wantsPage(request)) return refuse(error, request, reply)
    request.log.error({ err: error, requestid: request.id }, 'a request failed')
    return sendErrorPage(reply, { status: 500, publicUrl: publicUrl() })
  })
}

/** Answers with a page that says what is wrong and leads home. It needs no script, and no built pages. */
export function sendErrorPage(
  reply: FastifyReply,
  { status, publicUrl }: Readonly<{ status: ErrorStatus; publicUrl: URL }>,
): FastifyReply {
  const language = languageOf(reply.request.headers['accept-language'])
  const [title, advice] = TEXTS[language][status]
  const home = publicUrl.pathname.replaceAll('&', '&amp;')
  const page = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Rollcall</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand">Rollcall</p>
<h1>${title}</h1>
<p class="quiet">${advice}</p>
<a href="${home}">${TEXTS[language].home}</a>
</main>
</body>
</html>
`
  return reply.code(status).headers(HEADERS).send(page)
}

/** The first of the browser's languages that the pages have; English if there is none. */
function languageOf(accepted: string | undefined): 'en' | 'zh-CN' {
  const wanted = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality.slice(2)) }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  const first = wanted.find(({ tag }) => /^(?:en|zh)\b/.test(tag))
  return first?.tag.startsWith('zh') ? 'zh-CN' : 'en'
}
