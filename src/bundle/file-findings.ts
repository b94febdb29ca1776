import type { Sentence } from '../../views/lang.ts'
import { verifyWords } from '../../views/words/verify.ts'
import { sameBytes } from '../custody/tree.ts'
import type { Finding } from './finding.ts'
import { type Listed, type Manifest, names, readSums, sumsText } from './manifest.ts'
import type { Files } from './zip.ts'

/** Every file that is there, by path. */
export type Present = ReadonlyMap<string, Listed>

/**
 * Compares the files with the signed manifest, or, when that does not hold, with SHA256SUMS: it
 * proves nothing then, but it tells which file was damaged.
 */
export function fileFindings(files: Files, present: Present, manifest: Manifest | null): Finding[] {
  const listed = manifest?.files ?? readSums(files.get(names.sums) ?? new Uint8Array())
  const unlisted = new Set(present.keys())
  const apart = manifest ? [] : [names.sums]
  for (const name of [names.manifest, names.signature, ...apart]) unlisted.delete(name)
  const faults: Finding[] = []
  for (const { path, size, sha256: hash } of listed) {
    const found = present.get(path)
    if (!found || !unlisted.delete(path)) faults.push(fault(verifyWords.missing, path))
    else if (found.size !== (size ?? found.size) || found.sha256 !== hash) {
      faults.push(fault(verifyWords.changed, path))
    }
  }
  for (const path of unlisted) faults.push(fault(verifyWords.extra, path))
  for (const path of Object.values(names)) {
    if (!files.has(path)) faults.push(fault(verifyWords.missing, path))
  }
  if (faults.length > 0) return faults
  if (!manifest) return []
  return [{ holds: true, what: verifyWords.filesHold(listed.length) }, sumsFinding(files, present)]
}

function fault(what: Sentence, path: string): Finding {
  return { holds: false, what, path }
}

/** The by-hand way reads SHA256SUMS, so it must say the same as we do. */
function sumsFinding(files: Files, present: Present): Finding {
  const covered = without(present, names.sums, names.manifest, names.signature)
  if (sameBytes(sumsText(covered), files.get(names.sums) ?? new Uint8Array())) {
    return { holds: true, what: verifyWords.sumsHold }
  }
  return fault(verifyWords.sumsDiffer, names.sums)
}

/** All files that are there but these. */
export function without(present: Present, ...paths: readonly string[]): Listed[] {
  return [...present.values()].filter(({ path }) => !paths.includes(path))
}
