import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { LINK_PATH } from '../../../contract/web.ts'

const STYLE =
  'body{max-width:38rem;margin:4rem auto;padding:0 1.5rem;font:1.05rem/1.6 system-ui,sans-serif;color:#1d2430;background:#fff}' +
  'h1{font-size:1.5rem}code{padding:.15rem .4rem;border-radius:.3rem;background:#eef1f5;overflow-wrap:anywhere}' +
  'section+section{margin-top:2.5rem;padding-top:1.5rem;border-top:1px solid #d5dbe3}'

/** Nothing of the address is repeated in it: a link holds a secret, and a page that echoes can be made to lie. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rollcall</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<section>
<h1>This is a link to a meeting</h1>
<p>Which meeting it opens, and whether it still opens one, is not told here: only to whoever joins with it.</p>
<p>Join from a terminal, with the address of this page:</p>
<p><code>rollcall join '&lt;address of this page&gt;'</code></p>
<p>Joining from the browser is not possible yet; the meeting room comes in a later version.</p>
</section>
<section lang="zh-CN">
<h1>这是一个会议链接</h1>
<p>它对应哪场会议、会议是否仍在进行，此处不会显示，只有凭它入会的人才能知道。</p>
<p>请在终端中使用本页地址入会：</p>
<p><code>rollcall join '&lt;本页地址&gt;'</code></p>
<p>目前还不能用浏览器入会，网页会议室将在后续版本提供。</p>
</section>
</main>
</body>
</html>
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'cache-control': 'no-store',
}

/** Where a link leads when it is opened in a browser: one and the same page for all of them. */
export function linkPage(app: FastifyInstance): void {
  app.get(LINK_PATH, { schema: { hide: true }, config: { operation: 'link' } }, (_request, reply) =>
    reply.headers(HEADERS).send(PAGE),
  )
}
