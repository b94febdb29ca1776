import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { importMappings, imports } from '../../db/schema.ts'
import type { Actor } from '../staff/actor.ts'
import type { Mapping } from './import-row.ts'

const keptMapping = z.object({
  columns: z.record(z.string(), z.int().min(0).max(200)),
  area: z.string(),
  kind: z.enum(['comment', 'praise', 'report']),
  use: z.enum(['record', 'front-only']),
})

/** The mapping this organisation chose last for a system; null the first time. */
export async function rememberedMapping(tx: Tx, source: string): Promise<Mapping | null> {
  const [row] = await tx
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(eq(importMappings.source, source))
  return keptMapping.safeParse(row?.mapping).data ?? null
}

/** Keeps a mapping for the next file of that system. */
export async function rememberMapping(
  tx: Tx,
  actor: Actor,
  source: string,
  mapping: Mapping,
): Promise<void> {
  await tx
    .insert(importMappings)
    .values({ organisationId: actor.organisation, source, mapping })
    .onConflictDoUpdate({
      target: [importMappings.organisationId, importMappings.source],
      set: { mapping },
    })
}

/** What was taken over, newest first. */
export function importsOf(tx: Tx) {
  return tx
    .select({
      source: imports.source,
      day: imports.day,
      rows: imports.rows,
      taken: imports.taken,
      repeats: imports.repeats,
    })
    .from(imports)
    .orderBy(desc(imports.entrySeq))
    .limit(50)
}

/** Writes down that a file was taken over to its last row, with its entry in the log. */
export async function noted(
  tx: Tx,
  actor: Actor,
  { source, sha256 }: { source: string; sha256: Uint8Array },
  counts: { rows: number; taken: number; repeats: number },
): Promise<void> {
  const id = crypto.randomUUID()
  const organisationId = actor.organisation
  await tx.insert(imports).values({
    ...counts,
    id,
    organisationId,
    source,
    sha256,
    importedBy: actor.person,
    entrySeq: sql`custody_append(${organisationId}::uuid, 'letters.imported', ${id}::uuid,
      p_number => ${counts.taken}::bigint)`,
  })
}
