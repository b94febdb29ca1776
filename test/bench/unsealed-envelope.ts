// What src/seal/envelope.ts gives, but nothing is sealed: the same bytes lie open in the same room.
export * from '../../src/seal/envelope.ts'

const [head, tag] = [1 + 12, 16]

/** The bytes with room for a format, a nonce and a tag. */
export async function sealBytes(_key: unknown, bytes: Uint8Array): Promise<Uint8Array> {
  const open = new Uint8Array(head + bytes.length + tag)
  open[0] = 1
  open.set(bytes, head)
  return open
}
