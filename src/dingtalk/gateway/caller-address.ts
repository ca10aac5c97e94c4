import type { FastifyRequest } from 'fastify'

/** The address by which failed tries are counted. */
export function addressOf({ ip }: FastifyRequest): string {
  return networkOf(ip)
}

/** An IPv4 address, or the /64 network of an IPv6 address: one caller may use all of it. */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':')
  const last = tail?.split(':') ?? []
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - last.length }, () => '0')
  return [...groups, ...zeros, ...last].slice(0, 4).join(':')
}
