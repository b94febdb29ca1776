import { fromBase64 } from '../seal/bytes.ts'
import { readKeyDirectory } from '../seal/keydir.ts'

/**
 * The raw public halves of every signing key there ever was, oldest first; no passphrase is needed.
 * Raises Problem('unavailable') as `readKeyDirectory` does.
 */
export async function signingPublicKeys(keysDir: string): Promise<Uint8Array[]> {
  const stored = await readKeyDirectory(keysDir)
  return stored.flatMap(({ file }) => (file.kind === 'signing' ? [fromBase64(file.publicKey)] : []))
}
