const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether an app may send the browsers of people to `uri`: only to an address that it has registered, letter by letter. With
 * `allowsLoopback` also to any page of the machine on which the browser runs.
 */
export function isAllowedRedirect(
  uri: string,
  { registered, allowsLoopback }: Readonly<{ registered: readonly string[]; allowsLoopback: boolean }>,
): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname, username, password, hash } = new URL(uri)
  if (protocol !== 'https:' && protocol !== 'http:') return false
  if (registered.includes(uri)) return true
  const isPlain = username === '' && password === '' && hash === ''
  return allowsLoopback && isPlain && protocol === 'http:' && LOOPBACK.has(hostname)
}
