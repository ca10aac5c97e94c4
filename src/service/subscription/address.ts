/** Why events cannot be sent to an address. */
type AddressProblem = 'no-url' | 'protocol' | 'credentials'

/** What is wrong with the address of an endpoint; `undefined` if events can be sent to it. */
export function findAddressProblem(text: string): AddressProblem | undefined {
  const url = URL.parse(text)
  if (!url) return 'no-url'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'protocol'
  return url.username === '' && url.password === '' ? undefined : 'credentials'
}
