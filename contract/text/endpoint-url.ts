/** Why events cannot be sent to a URL. */
type EndpointUrlProblem = 'no-url' | 'protocol' | 'credentials'

/**
 * The URL of an endpoint, or what is wrong with it. Passwords are refused because they would stand in lists of endpoints and in
 * logs. Whether the address may be reached is decided for each connection.
 */
export function readEndpointUrl(text: string): URL | EndpointUrlProblem {
  const url = URL.parse(text)
  if (!url) return 'no-url'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'protocol'
  return url.username === '' && url.password === '' ? url : 'credentials'
}
