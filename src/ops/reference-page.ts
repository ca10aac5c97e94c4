/** The groups of the reference, in the order of docs/api; the requests of our own pages come last. */
export const GROUPS = [
  { name: 'tokens', description: 'Start here: access tokens' },
  { name: 'conferences', description: 'Conferences: create, find, close' },
  { name: 'members', description: 'Members of a conference, and control of them' },
  { name: 'users', description: 'A person’s ongoing conferences' },
  { name: 'bookings', description: 'Booked conferences' },
  { name: 'queries', description: 'History' },
  { name: 'quality', description: 'Quality of audio and video' },
  { name: 'recording', description: 'Recording and live push' },
  { name: 'minutes', description: 'Minutes' },
  { name: 'room systems', description: 'Room systems' },
  {
    name: 'web',
    description:
      'Private: for Rollcall’s own pages and terminal programs. Not part of DingTalk’s API; it changes between versions',
  },
]

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#2f5d50"/><circle cx="11" cy="12" r="3.5" fill="#f4f1e8"/><circle cx="21" cy="12" r="3.5" fill="#e8b04a"/><path d="M6 23c.6-3.6 2.4-5.4 5-5.4s4.4 1.8 5 5.4M16 23c.6-3.6 2.4-5.4 5-5.4s4.400 1.8 5 5.4" fill="none" stroke="#f4f1e8" stroke-width="2.4" stroke-linecap="round"/></svg>`

const STYLE = `
body { margin: 0; background: #fffefb }
.swagger-ui .info { margin: 32px 0 }
.swagger-ui .info .title::before {
  content: ''; display: inline-block; width: 40px; height: 40px; margin-right: 12px; vertical-align: middle;
  background: url("data:image/svg+xml;base64,${Buffer.from(LOGO).toString('base64')}") center / contain no-repeat;
}
.swagger-ui .info pre { white-space: pre-wrap }
@media (prefers-color-scheme: dark) {
  body { background: #1c2022 }
}
@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 12px }
  .swagger-ui .info { margin: 20px 0; overflow-wrap: anywhere }
  .swagger-ui .info .title { font-size: 28px }
  .swagger-ui .opblock .opblock-summary { flex-wrap: wrap }
  .swagger-ui .opblock .opblock-summary-path { max-width: 100%; white-space: normal; overflow-wrap: anywhere }
  .swagger-ui .opblock .opblock-summary-description { flex-basis: 100%; padding: 4px 0 0 }
  .swagger-ui .parameters-col_name { width: auto }
  .swagger-ui .response-col_links { display: none }
  .swagger-ui .response-col_status { min-width: 0; width: 44px }
  .swagger-ui .responses-inner { padding: 12px }
  .swagger-ui .opblock-body, .swagger-ui .table-container { overflow-x: auto }
}
`

/** What the head of the page begins with. */
export const HEAD =
  '<meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'

/** The library has dark colors for a class, and does not follow the system itself. */
const DARK_MODE = `
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()
`

/** How the page looks: Rollcall's logo, and no logo of the library. */
export const THEME = {
  title: 'Rollcall API',
  css: [{ filename: 'rollcall.css', content: STYLE }],
  js: [{ filename: 'rollcall.js', content: DARK_MODE }],
  favicon: [{ filename: 'rollcall.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: LOGO }],
}

/** What the library’s requests and answers contain. Its declared type is wrong. */
type Exchange = { url: string; headers: Record<string, string>; obj?: { accessToken?: string } }

/**
 * How the page behaves. The interceptors run in the browser: calls go to the address from which the page was loaded, and the
 * token that the page got last is sent with every call after that.
 */
export const PAGE_SETTINGS = {
  layout: 'BaseLayout',
  docExpansion: 'list' as const,
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  responseInterceptor: <T>(response: T): T => {
    const { url, obj } = response as unknown as Exchange
    const token = url.endsWith('/v1.0/oauth2/accessToken') ? obj?.accessToken : undefined
    if (token) sessionStorage.setItem('rollcall.token', token)
    return response
  },
  requestInterceptor: <T>(request: T): T => {
    const sent = request as unknown as Exchange
    const { origin } = (globalThis as unknown as { location: URL }).location
    const { pathname, search } = new URL(sent.url, origin)
    sent.url = origin + pathname + search
    const token = sessionStorage.getItem('rollcall.token')
    if (token && pathname.includes('/v1.0/')) sent.headers['x-acs-dingtalk-access-token'] ??= token
    return request
  },
}

/** The text above the operations. Its commands work as they are, with the id and the secret of an app. */
export function introduction(publicUrl: URL): string {
  const at = publicUrl.href.replace(/\/$/, '')
  return `DingTalk’s conference API, served by Rollcall. An app gets an access token, and sends it with every call.

**In a shell.** Fill in the id and the secret of your app, and the unionId of a person:

\`\`\`sh
CLIENT_ID='' CLIENT_SECRET='' UNION_ID=''
TOKEN=$(curl -s ${at}/v1.0/oauth2/accessToken -H 'content-type: application/json' -d "{\\"appKey\\":\\"$CLIENT_ID\\",\\"appSecret\\":\\"$CLIENT_SECRET\\"}" | sed -n 's/.*"accessToken":"\\([^"]*\\)".*/\\1/p')
curl -s "${at}/v1.0/conference/users/lists?unionId=$UNION_ID" -H "x-acs-dingtalk-access-token: $TOKEN"
\`\`\`

**On this page.** Open \`POST /v1.0/oauth2/accessToken\` below, press *Try it out*, fill in \`appKey\` and \`appSecret\`, and press *Execute*. The
page sends the token of the answer with your next calls.`
}
