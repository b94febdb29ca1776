import { provenWords, outsideWords as words } from '../../views/words/verify.ts'
import { type Head, openHead } from '../custody/head.ts'
import type { NoteKey } from '../custody/note.ts'
import { noteIn } from '../custody/note-text.ts'
import { sameBytes } from '../custody/tree.ts'
import type { Finding } from './finding.ts'

/**
 * Compares a bundle's checkpoint with one that was kept elsewhere (mail, printed sheet, QR text): the
 * same key must have signed both, of the same log, and where both are of one size they must be equal.
 * `text` is what the file holds, however it was copied. Offline; raises nothing.
 */
export async function outsideFindings(
  head: (Head & { signedBy: NoteKey }) | null,
  file: string,
  text: string,
): Promise<Finding[]> {
  if (!head) return [{ holds: false, what: words.nothing, path: file }]
  const other = await openHead(noteIn(text), head.origin, [head.signedBy.publicKey])
  if ('refused' in other) return [{ holds: false, what: provenWords[other.refused], path: file }]
  const [day, ours] = [other.day ?? '', head.day ?? '']
  if (other.size === head.size) {
    const same = sameBytes(other.root, head.root)
    const what = same ? words.same(day, other.size) : words.forked(day)
    return [{ holds: same, what, path: file }]
  }
  const inOrder = other.size > head.size ? day >= ours : day <= ours
  if (!inOrder) return [{ holds: false, what: words.forked(day), path: file }]
  return [{ holds: true, what: words.sameKey(day, other.size), path: file }]
}
