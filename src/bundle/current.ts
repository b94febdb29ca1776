import { and, eq, gt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { bundleFreezes, bundles } from '../../db/schema.ts'
import { meetingFields, meetingProblems as problems } from '../../views/words/meeting.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { type BundleEntry, type BundleState, bundleById } from './list.ts'

/**
 * The bundle that an act of the office or the meeting is about, held against other acts on its
 * record until commit. Raises Problem('forbidden') unless secretary, 'not_found', and 'conflict'
 * while it is not frozen, after it was returned, and once a newer version was frozen.
 */
export async function currentBundle(tx: Tx, actor: Actor, id: string): Promise<BundleEntry> {
  needRole(actor, 'secretary')
  const { record } = await bundleById(tx, actor, id)
  // The lock a freeze of this record takes too (freeze.ts).
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${record}, 8))`)
  const bundle = await bundleById(tx, actor, id)
  if (notFrozen.includes(bundle.state)) throw new Problem('conflict', problems.notFrozen)
  if (bundle.state === 'returned') throw new Problem('conflict', problems.returned)
  const newer = await tx
    .select({ id: bundles.id })
    .from(bundles)
    .innerJoin(bundleFreezes, eq(bundleFreezes.bundleId, bundles.id))
    .where(and(eq(bundles.recordId, record), gt(bundles.version, bundle.version)))
    .limit(1)
  if (newer.length > 0) throw new Problem('conflict', problems.replaced)
  return bundle
}

const notFrozen: readonly BundleState[] = ['asked', 'declined', 'rendering']

/** Parses at the border. Raises Problem('invalid') with a sentence for every wrong field. */
export function parsed<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const read = shape.safeParse(given)
  if (read.success) return read.data
  const errors = read.error.issues.map(({ path }) => {
    const name = String(path.findLast((step) => typeof step === 'string') ?? '')
    return { path: path.join('.'), message: meetingFields[name] ?? problemWords.invalid }
  })
  throw new Problem('invalid', problemWords.invalid, errors)
}

/** Raises Problem('invalid') about `path` when a day (`YYYY-MM-DD`) has not come in Viet Nam. */
export async function mustHaveCome(tx: Tx, path: string, day: string): Promise<void> {
  const { rows } = await tx.execute<{ come: boolean }>(sql`select ${day}::date <= today() as come`)
  if (rows[0]?.come) return
  throw new Problem('invalid', problems.future, [{ path, message: problems.future }])
}
