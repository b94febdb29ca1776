import { concatBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { sealWords } from '../../views/words/seal.ts'
import { Problem } from '../problem.ts'
import { fromBase64, label, plain } from './bytes.ts'

/** Most custodians of an organisation: each letter carries two halves for every pair of them. */
export const maxCustodians = 5

const custodian = z.strictObject({
  /** Id of the key (`custodian_keys`). */
  key: z.uuid(),
  person: z.uuid(),
  /** X25519, raw, base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})

const rosterShape = z.strictObject({
  v: z.literal(1),
  kind: z.literal('ydan custodians'),
  organisation: z.uuid(),
  version: z.number().int().min(1),
  custodians: z
    .array(custodian)
    .max(maxCustodians)
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length)
    .refine((all) => new Set(all.map(({ person }) => person)).size === all.length),
})

export type Custodian = z.infer<typeof custodian>

/** Who holds keys in one organisation, one key a person; each change is a new version. */
export type Roster = Omit<z.infer<typeof rosterShape>, 'v' | 'kind'>

/** A roster as it is kept: canonical JSON and the deployment's Ed25519 signature over it. */
export type SignedRoster = { readonly bytes: Uint8Array; readonly signature: Uint8Array }

/**
 * Signs a roster with the deployment's signing key. The letterbox is started with that key's public
 * halves and seals to nobody whose roster it did not sign: who can only write to the database adds no
 * key of their own. Raises ZodError for one that no letterbox would take.
 */
export async function signRoster(
  roster: Roster,
  sign: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<SignedRoster> {
  const whole = rosterShape.parse({ ...roster, v: 1, kind: 'ydan custodians' })
  const bytes = new TextEncoder().encode(canonicalize(whole) ?? '')
  return { bytes, signature: await sign(signedBytes(bytes)) }
}

/**
 * Reads a roster that one of the keys (raw) signed for this organisation. Raises Problem('unavailable') when the
 * signature is another's, or what was signed is something else.
 */
export async function readRoster(
  signed: SignedRoster,
  signingKeys: readonly Uint8Array[],
  organisation: string,
): Promise<Roster> {
  const { bytes } = signed
  const genuine = await Promise.all(signingKeys.map((key) => signedBy(key, signed)))
  const read = genuine.includes(true) ? rosterShape.safeParse(parsed(bytes)).data : undefined
  if (read?.organisation !== organisation) {
    throw new Problem('unavailable', sealWords.rosterUntrusted)
  }
  const { version, custodians } = read
  return { organisation, version, custodians }
}

/** A roster on its way through JSON. */
export type RosterText = { bytes: string; signature: string }

export function rosterFromText({ bytes, signature }: RosterText): SignedRoster {
  return { bytes: fromBase64(bytes), signature: fromBase64(signature) }
}

async function signedBy(signingKey: Uint8Array, { bytes, signature }: SignedRoster) {
  const key = await crypto.subtle.importKey('raw', plain(signingKey), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, plain(signature), signedBytes(bytes))
}

function signedBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return plain(concatBytes(label('ydan custodians v1'), bytes))
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
