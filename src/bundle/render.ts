import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { as, type Db } from '../../db/connection.ts'
import { bundleFiles, bundleFreezes } from '../../db/schema.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { Problem } from '../problem.ts'
import { type BuiltBundle, buildBundle, type Signer } from './build.ts'
import { type BundleContents, parseContents } from './contents.ts'
import { printPapersApart } from './press-apart.ts'
import type { LogProofs } from './proofs.ts'
import { proveBundle } from './prove.ts'

/** Names under which a rendered bundle's files are kept. */
export const fileNames = ['zip', 'pdf', 'docx', 'xlsx'] as const
export type FileName = (typeof fileNames)[number]

/**
 * Builds a frozen bundle again from rows that never change; always the same bytes. Raises
 * Problem('not_found'), and 'unavailable' while no checkpoint covers the freeze.
 */
export async function rebuild(db: Db, signer: Signer, bundleId: string): Promise<BuiltBundle> {
  const { contents, log } = await frozenBundle(db, bundleId)
  return buildBundle(contents, log, signer, printPapersApart)
}

/** What was frozen, and its proofs. Raises as `rebuild`. */
export function frozenBundle(
  db: Db,
  bundleId: string,
): Promise<{ contents: BundleContents; log: LogProofs }> {
  return as(db, { role: 'ydan_jobs' }, async (tx) => {
    const [frozen] = await tx
      .select({ contents: bundleFreezes.contents })
      .from(bundleFreezes)
      .where(eq(bundleFreezes.bundleId, bundleId))
    if (!frozen) throw new Problem('not_found', words.notFound)
    const contents = parseContents(JSON.parse(new TextDecoder().decode(frozen.contents)))
    return { contents, log: await proveBundle(tx, bundleId, contents) }
  })
}

/** The job behind a freeze: renders the papers and the ZIP and keeps them. Doing it twice is harmless. */
export async function render(db: Db, signer: Signer, bundleId: string): Promise<void> {
  const built = await rebuild(db, signer, bundleId)
  await as(db, { role: 'ydan_jobs' }, async (tx) => {
    const [frozen] = await tx
      .select({ organisationId: bundleFreezes.organisationId })
      .from(bundleFreezes)
      .where(eq(bundleFreezes.bundleId, bundleId))
    if (!frozen) throw new Problem('not_found', words.notFound)
    for (const name of fileNames) {
      const bytes = built[name]
      const sha256 = createHash('sha256').update(bytes).digest()
      const { organisationId } = frozen
      await tx
        .insert(bundleFiles)
        .values({ bundleId, name, organisationId, bytes, sha256 })
        .onConflictDoNothing()
    }
  })
}
