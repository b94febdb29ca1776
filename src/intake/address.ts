/**
 * Where a request came from, for counting only: the socket's address, or behind `hops` proxies of
 * our own the entry of X-Forwarded-For that the outermost of them wrote, counted from the right
 * because what stands left of it anybody can invent. IPv6 counts by its /64, which is one household.
 */
export function clientAddress(
  socket: string,
  forwardedFor: string | undefined,
  hops: number,
): string {
  if (hops === 0) return network(socket)
  const passed = (forwardedFor ?? '')
    .slice(-2000)
    .split(',')
    .map((part) => part.trim())
  const chain = [...passed.filter((part) => part !== ''), socket]
  return network(chain[Math.max(0, chain.length - 1 - hops)] ?? socket)
}

function network(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64)
  if (!bare.includes(':')) return bare
  const [head = '', tail] = bare.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail === undefined) return groups.slice(0, 4).join(':')
  const after = tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0')
  return [...groups, ...zeros, ...after].slice(0, 4).join(':')
}
