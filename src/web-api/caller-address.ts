import type { FastifyRequest } from 'fastify'

/** Whom wrong tries are counted by. Whoever has IPv6 has a whole /64 of addresses: they count as one. */
export function addressOf({ ip }: FastifyRequest): string {
  if (!ip.includes(':') || ip.includes('.')) return ip
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':')
  const last = tail?.split(':') ?? []
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - last.length }, () => '0')
  return [...groups, ...zeros, ...last].slice(0, 4).join(':')
}
