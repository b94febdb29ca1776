import type { Sentence } from '../../views/lang.ts'
import { pictureLabel, verifyWords } from '../../views/words/verify.ts'
import type { Archive } from './archive.ts'
import type { BundleContents } from './contents.ts'
import type { Finding } from './finding.ts'
import type { Listed } from './manifest.ts'
import { attachmentPath } from './paths.ts'

/** Every picture in a bundle, in the order of its items: where it lies, and what to call it. */
export function picturesOf({ items }: BundleContents): (Listed & { label: Sentence })[] {
  return items.flatMap(({ number, attachments }) =>
    (attachments.files ?? []).flatMap(({ file, of, pages }) =>
      pages.map((page, at) => ({
        path: attachmentPath(number, file, at + 1),
        ...page,
        label: pictureLabel({ number, file, page: at + 1, of }),
      })),
    ),
  )
}

/** Compares pictures with what was frozen: signed and listed they are, here also as the contents say. */
export function pictureFindings({ files, apart }: Archive, contents: BundleContents): Finding[] {
  const named = picturesOf(contents)
  const inside = [...files.keys(), ...apart.keys()].filter((path) => /^attachments\//.test(path))
  const unknown = new Set(inside)
  const faults: Finding[] = []
  for (const { path, size, sha256 } of named) {
    const found = apart.get(path)
    unknown.delete(path)
    if (!found || found.size !== size || found.sha256 !== sha256) {
      const what = found ? verifyWords.pictureDiffers : verifyWords.missing
      faults.push({ holds: false, what, path })
    }
  }
  for (const path of unknown) {
    faults.push({ holds: false, what: verifyWords.pictureUnknown, path })
  }
  if (faults.length > 0 || named.length === 0) return faults
  return [{ holds: true, what: verifyWords.picturesHold(named.length) }]
}
