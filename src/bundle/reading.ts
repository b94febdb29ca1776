import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { bundleFreezes } from '../../db/schema.ts'
import type { ShownContents } from '../../views/bundle/reading.tsx'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { checkString } from './check.ts'
import type { BundleContents } from './contents.ts'
import { bundleById } from './list.ts'

/**
 * What a frozen bundle says, for reading on screen. Raises Problem('not_found') when it is not
 * there, not ours, not for this actor, or not frozen.
 */
export async function readBundle(tx: Tx, actor: Actor, id: string): Promise<ShownContents> {
  const { name, cycleName } = await bundleById(tx, actor, id)
  const [frozen] = await tx
    .select({ contents: bundleFreezes.contents })
    .from(bundleFreezes)
    .where(eq(bundleFreezes.bundleId, id))
  if (!frozen) throw new Problem('not_found', words.notFound)
  // Ours, checked when it was frozen; an older format has these parts as well.
  const read = JSON.parse(new TextDecoder().decode(frozen.contents)) as BundleContents
  const posts = read.record.kind === 'official' ? read.record.posts : []
  return {
    id,
    name,
    cycleName,
    posts: posts.map(({ title, organisation }) => [title, organisation].filter(Boolean).join(', ')),
    check: checkString(frozen.contents),
    items: read.items,
    leftOut: read.excluded.reduce((sum, { count }) => sum + count, 0),
  }
}
