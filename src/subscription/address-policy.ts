import { BlockList, isIP } from 'node:net'

/** Networks outside the public internet to which events may be sent: all, or those of a list like `10.0.0.0/8`. */
export type PrivateNetworks = 'allow' | readonly string[]

/** Says whether events may be sent to an IP address, with TLS (`isSecure`) or without. */
export type AddressPolicy = (address: string, isSecure: boolean) => boolean

/** Of the registry of special-purpose addresses of IANA, with multicast. RFC 6890 and its successors. */
const NOT_PUBLIC_IPV4 = networks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])
/** All that IANA has given out. Loopback, link-local, private, mapped, translated and multicast addresses are outside. */
const IPV6 = networks(['2000::/3'])
/** Inside it, but reserved, or with an IPv4 address in it that may be private: Teredo and 6to4. */
const NOT_PUBLIC_IPV6 = networks(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/**
 * Public addresses are allowed with TLS. Those of `allowed` are allowed also without it. A name says nothing about an
 * address, so ask with the address of the connection.
 */
export function addressPolicy(allowed: PrivateNetworks): AddressPolicy {
  const listed = allowed === 'allow' ? undefined : networks(allowed)
  return (address, isSecure) => {
    const isOpen = isPublicAddress(address)
    return (isOpen && isSecure) || (listed ? contains(listed, address) : !isOpen)
  }
}

/** Whether a text is a network in the form `10.0.0.0/8` or `fd00::/8`. */
export function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/%]+)\/(\d{1,3})$/.exec(text) ?? []
  const family = isIP(address)
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128)
}

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  return isIP(address) === 4
    ? !contains(NOT_PUBLIC_IPV4, address)
    : contains(IPV6, address) && !contains(NOT_PUBLIC_IPV6, address)
}

/** An IPv4 address that is written in IPv6 is in the networks of the IPv4 address. */
function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

function networks(texts: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of texts) {
    const [address = '', bits] = text.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}
