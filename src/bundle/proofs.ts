import { proofText } from '../custody/tlog-proof.ts'
import type { Hash } from '../custody/tree.ts'
import { names } from './manifest.ts'
import type { Files } from './zip.ts'

/** That one entry lies in the log: in which file, at which place, and the bytes if they may be seen. */
export type EntryProof = {
  readonly path: string
  readonly index: number
  readonly hashes: readonly Hash[]
  readonly entry: Uint8Array | null
}

/** What the custody log gives a bundle: the checkpoint made at its freeze, and proofs under it. */
export type LogProofs = { readonly checkpoint: string; readonly proofs: readonly EntryProof[] }

/** `checkpoint.txt`, and one file a proof (c2sp.org/tlog-proof). */
export function proofFiles({ checkpoint, proofs }: LogProofs): Files {
  const text = new TextEncoder()
  const files: Files = new Map([[names.checkpoint, text.encode(checkpoint)]])
  for (const { path, entry, ...proof } of proofs) {
    files.set(path, text.encode(proofText({ ...proof, checkpoint, extra: entry ?? undefined })))
  }
  return files
}
