import { Resolver } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'

type Address = Readonly<{ address: string; family: number }>

/** Of the first of two questions to a name server; the second may take twice as long. */
const QUESTION_MS = 1_000

/**
 * Looks up names in the hosts file and then in DNS, as whole names. The lookup of Node runs in a pool of threads, two at a time
 * for the whole process: a few names whose servers do not answer would hold up the endpoints of everybody else.
 *
 * @param options in place of those of the system
 */
export function nameLookup(
  options: Readonly<{ hostsFile?: string; servers?: readonly string[] }> = {},
): LookupFunction {
  const { hostsFile = '/etc/hosts', servers } = options
  const resolver = new Resolver({ timeout: QUESTION_MS, tries: 2 })
  if (servers) resolver.setServers(servers)
  const find = async (name: string): Promise<readonly Address[]> => {
    const known = addressesIn(await readFile(hostsFile, 'utf8').catch(() => ''), name)
    return known.length > 0 ? known : resolve(resolver, name)
  }
  const findFor = callbackify(find)
  return (name, { all }, callback) => {
    findFor(name.toLowerCase(), (error, found) => {
      if (error) return callback(error, [])
      const [first] = found
      if (all === true || !first) return callback(null, [...found])
      return callback(null, first.address, first.family)
    })
  }
}

/** The addresses of a name in the text of a hosts file. */
function addressesIn(text: string, name: string): Address[] {
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = (line.split('#')[0] ?? '').trim().toLowerCase().split(/\s+/)
    const family = isIP(address)
    return family !== 0 && names.includes(name) ? [{ address, family }] : []
  })
}

/** @throws the error of DNS if there is no address of either kind */
async function resolve(resolver: Resolver, name: string): Promise<readonly Address[]> {
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const found = [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
  ]
  if (found.length === 0 && four.status === 'rejected') throw four.reason
  return found
}
