/**
 * Whether residents' telephones can reach this address safely: https, and a host of the open
 * Internet. Until then a poster is a trial copy without a QR code.
 */
export function isPublic(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'https:') return false
  const inside = /^(localhost|.*\.(local|localhost|internal|lan|home|test|invalid))$/i
  const numbers = /^[\d.]+$|^\[/
  return hostname.includes('.') && !inside.test(hostname) && !numbers.test(hostname)
}
