import { z } from '@hono/zod-openapi'
import type { Tx } from '../../db/connection.ts'
import { copyWords as words } from '../../views/words/copies.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { attachmentIn } from './attachments.ts'
import { copiesOf, keepCopy, pagesOf, pictureOf } from './safe-copies.ts'
import type { Picture } from './safe-copy.ts'
import { boxedApart } from './safe-copy-apart.ts'
import type { Vault } from './vault.ts'

const percent = z.number().min(0).max(100)

/** Which page of which version, and the boxes in percent of its width and height. */
export const newBoxes = z.object({
  version: z.int().min(1),
  page: z.int().min(1),
  boxes: z
    .array(
      z.object({
        x: percent,
        y: percent,
        width: percent.refine((wide) => wide > 0),
        height: percent.refine((high) => high > 0),
      }),
    )
    .min(1)
    .max(50),
})
export type NewBoxes = z.output<typeof newBoxes>

/** Runs work in a transaction of the actor's. */
export type InTx = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/**
 * Blackens boxes on one page of a safe copy: a new version, in which the pixels are gone; the version
 * it was drawn on stays sealed. Raises Problem('forbidden'), 'not_found', 'conflict' once diverted
 * or when the version has no such page, 'unavailable' when the picture could not be made.
 */
export async function blacken(
  inTx: InTx,
  vault: Vault,
  actor: Actor,
  at: { feedback: string; attachment: string },
  { version, page, boxes }: NewBoxes,
): Promise<{ version: number }> {
  const { copy, pages, bytes } = await inTx(async (tx) => {
    await attachmentIn(tx, actor, at.feedback, at.attachment)
    const found = (await copiesOf(tx, at.attachment)).find((one) => one.version === version)
    const all = found ? await pagesOf(tx, found.id) : []
    const drawn = all.find(({ position }) => position === page)
    const picture = drawn && (await pictureOf(tx, vault, drawn.record))
    if (!found || !picture) throw new Problem('not_found', words.noPage)
    return { copy: found, pages: all, bytes: picture }
  })
  const boxed = await boxedApart(bytes, boxes)
  const [picture] = 'pictures' in boxed ? boxed.pictures : []
  if (!picture) throw new Problem('unavailable', words.notBoxed)
  return inTx(async (tx) => {
    await attachmentIn(tx, actor, at.feedback, at.attachment)
    const made = pages.map((one): Picture | typeof one => (one.position === page ? picture : one))
    const { organisation, person } = actor
    const kept = await keepCopy(tx, vault, {
      ...{ organisation, attachment: at.attachment, madeBy: person, boxes: boxes.length },
      made: { tool: boxed.tool, pages: made, pagesInAll: copy.pagesInAll },
    })
    return { version: kept.version }
  })
}
