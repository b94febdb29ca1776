import { createHash } from 'node:crypto'
import { randomBytes } from '@noble/hashes/utils.js'
import { and, asc, desc, eq, inArray, max, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { safeCopies, safeCopyPages } from '../../db/schema.ts'
import { append } from '../custody/append.ts'
import { commit } from '../seal/commitment.ts'
import type { MadeCopy, Picture } from './safe-copy.ts'
import { open, seal, type Vault } from './vault.ts'

export type SafeCopy = typeof safeCopies.$inferSelect
export type CopyPage = typeof safeCopyPages.$inferSelect
/** What a copy is made of: pictures made now, and pages of an earlier version that stay. */
export type NewPage = Picture | CopyPage

const salt = 32

/** What one version is kept with. `madeBy` is nobody when the console made it by itself. */
type NewCopy = {
  organisation: string
  attachment: string
  madeBy?: string
  boxes?: number
  made: { tool: string } & (
    | { pages: readonly NewPage[]; pagesInAll: number }
    | Extract<MadeCopy, { refusal: unknown }>
  )
}

/**
 * Keeps a new version of a file's safe copy, or the reason why there is none, with its custody
 * entry. Answers its id and version. The database refuses pictures once the original was shredded.
 */
export async function keepCopy(
  tx: Tx,
  vault: Vault,
  { organisation, attachment, madeBy, boxes, made }: NewCopy,
): Promise<{ id: string; version: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${attachment}, 14))`)
  const id = crypto.randomUUID()
  const version = (await lastVersion(tx, attachment)) + 1
  const pages = await sealed(tx, vault, organisation, 'pages' in made ? made.pages : [])
  const refusal = 'refusal' in made ? made.refusal : undefined
  const entrySeq = await append(tx, {
    organisation,
    kind: 'safe-copy.made',
    item: id,
    subject: attachment,
    number: version,
    reason: refusal,
    commitment: pages.length > 0 ? commitmentOf(pages) : undefined,
  })
  await tx.insert(safeCopies).values({
    ...{ id, organisationId: organisation, attachmentId: attachment, version, refusal },
    tool: made.tool,
    pages: pages.length,
    pagesInAll: 'pages' in made ? made.pagesInAll : 0,
    ...{ boxes, madeBy, entrySeq },
  })
  for (const [at, page] of pages.entries()) {
    await tx
      .insert(safeCopyPages)
      .values({ ...page, copyId: id, position: at + 1, organisationId: organisation })
  }
  return { id, version }
}

/** The newest version of each file's copy; files that none was made of yet are missing. */
export async function newestCopies(
  tx: Tx,
  attachments: readonly string[],
): Promise<Map<string, SafeCopy>> {
  if (attachments.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([safeCopies.attachmentId])
    .from(safeCopies)
    .where(inArray(safeCopies.attachmentId, [...attachments]))
    .orderBy(safeCopies.attachmentId, desc(safeCopies.version))
  return new Map(rows.map((row) => [row.attachmentId, row]))
}

/** Every version of one file's copy, newest first. */
export function copiesOf(tx: Tx, attachment: string): Promise<SafeCopy[]> {
  return tx
    .select()
    .from(safeCopies)
    .where(eq(safeCopies.attachmentId, attachment))
    .orderBy(desc(safeCopies.version))
}

/** The pages of one version, in order. */
export function pagesOf(tx: Tx, copy: string): Promise<CopyPage[]> {
  return tx
    .select()
    .from(safeCopyPages)
    .where(eq(safeCopyPages.copyId, copy))
    .orderBy(asc(safeCopyPages.position))
}

/** One page of one version of a file's copy, or undefined. */
export async function pageAt(
  tx: Tx,
  attachment: string,
  version: number,
  position: number,
): Promise<CopyPage | undefined> {
  const [found] = await tx
    .select({ page: safeCopyPages })
    .from(safeCopyPages)
    .innerJoin(safeCopies, eq(safeCopies.id, safeCopyPages.copyId))
    .where(
      and(
        eq(safeCopies.attachmentId, attachment),
        eq(safeCopies.version, version),
        eq(safeCopyPages.position, position),
      ),
    )
  return found?.page
}

/** The picture of a page; null when it was shredded. Raises when the seal is damaged. */
export async function pictureOf(tx: Tx, vault: Vault, record: string): Promise<Uint8Array | null> {
  const bytes = await open(tx, vault, { record, field: 'page' })
  return bytes?.subarray(salt) ?? null
}

async function lastVersion(tx: Tx, attachment: string): Promise<number> {
  const [last] = await tx
    .select({ version: max(safeCopies.version) })
    .from(safeCopies)
    .where(eq(safeCopies.attachmentId, attachment))
  return last?.version ?? 0
}

type KeptPage = Pick<CopyPage, 'record' | 'type' | 'width' | 'height' | 'size' | 'commitment'>

async function sealed(
  tx: Tx,
  vault: Vault,
  organisation: string,
  pages: readonly NewPage[],
): Promise<KeptPage[]> {
  const kept: KeptPage[] = []
  for (const page of pages) {
    if ('record' in page) {
      const { record, type, width, height, size, commitment } = page
      kept.push({ record, type, width, height, size, commitment })
    } else kept.push(await sealedPicture(tx, vault, organisation, page))
  }
  return kept
}

// The salt lies in the seal with the picture: once both are gone, the log's commitment says nothing.
async function sealedPicture(
  tx: Tx,
  vault: Vault,
  organisation: string,
  { type, width, height, bytes }: Picture,
): Promise<KeptPage> {
  const record = crypto.randomUUID()
  const salted = randomBytes(salt)
  const commitment = await commit(salted, bytes)
  const content = Buffer.concat([salted, bytes])
  await seal(tx, vault, { record, field: 'page', organisation }, content)
  return { record, type, width, height, size: bytes.length, commitment }
}

/** What the log keeps of a version: SHA-256 over its pages' commitments, one behind the other. */
function commitmentOf(pages: readonly KeptPage[]): string {
  const all = pages.map(({ commitment }) => commitment).join('')
  return createHash('sha256').update(all).digest('hex')
}
