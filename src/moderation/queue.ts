import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { as, type Db, type Tx } from '../../db/connection.ts'
import { areas, feedback, feedbackState, threads } from '../../db/schema.ts'
import { receiptNumber } from '../intake/drop.ts'
import type { Actor } from '../staff/actor.ts'
import { claimsOf } from './clusters.ts'
import {
  areaName,
  isLocked,
  isOpen,
  mayReadLetters,
  needModerationReader,
  type State,
} from './feedback.ts'
import { firstReadings } from './newest-readings.ts'
import { conditionsOf, type Place, placeOf, type QueueFilter, wordsIn } from './queue-filter.ts'
import { foundByWords } from './search-words.ts'
import { subjectsById, targetsOf } from './subjects.ts'
import type { WorkingCopy } from './unpack.ts'
import { openMany, type Vault } from './vault.ts'
import { type About, aboutOf } from './view.ts'

/** One line of the queue. `preview` is empty for roles that may not read letters. */
export type QueueItem = {
  id: string
  number: string
  state: State
  kind: 'comment' | 'praise' | 'report'
  channel: string
  area: string
  areaName: string
  day: string
  preview: string
  about: About[]
  attachments: number
  proof: boolean
  held: boolean
  /** Came with a one-time slip that was good for its area and cycle. */
  resident: boolean
  /** An act on it waits for a second person. */
  waiting: boolean
  /** While a decision is awaited: the day the sender was told to come back. */
  due?: string
  /** The first letter of the claim it is one of several voices of. */
  cluster?: string
  /** How many voices that claim has. */
  voices?: number
}

const previewLength = 160

/**
 * A page of the queue, newest day first; `next` is the cursor of the following page or null. The
 * page is found by (day, id), so page 500 costs what page 1 costs. Raises Problem('forbidden')
 * for roles without business here, 'invalid' for a cursor that is not one.
 */
export async function queue(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  filter: QueueFilter,
): Promise<{ items: QueueItem[]; next: string | null }> {
  needModerationReader(actor)
  const from = placeOf(filter) ?? top
  const rows = await nearest(tx, vault, actor, filter, { from, most: filter.limit + 1 })
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    items: await described(tx, vault, actor, page),
    next: rows.length > filter.limit && last ? `${last.day}_${last.id}` : null,
  }
}

/** The queue's lines of these feedback, in any order; what the actor may not see is missing. */
export async function linesOf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  ids: readonly string[],
): Promise<QueueItem[]> {
  needModerationReader(actor)
  if (ids.length === 0) return []
  return described(tx, vault, actor, await rowsOf(tx).where(inArray(feedback.id, [...ids])))
}

/** How many feedback stand in each state, for the filter's labels; without what the actor may not see. */
export async function stateCounts(tx: Tx): Promise<Map<State, number>> {
  const { rows } = await tx.execute<{ state: State; count: number }>(
    sql`select state, count from state_counts()`,
  )
  return new Map(rows.map(({ state, count }) => [state, count]))
}

/** Adds up the changes of the queue's counts. */
export async function foldCounts(db: Db): Promise<void> {
  await as(db, { role: 'ydan_jobs' }, (tx) => tx.execute(sql`select fold_counts()`))
}

/** The feedback before and after one in the filtered queue (newer, older); null at its ends. */
export async function neighbours(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  at: { id: string; day: string },
  filter: QueueFilter,
): Promise<{ newer: string | null; older: string | null }> {
  const look = (newer: boolean) =>
    nearest(tx, vault, actor, filter, { from: at, newer, most: 1 }).then(([row]) => row?.id ?? null)
  return { newer: await look(true), older: await look(false) }
}

// Above everything.
const top: Place = { day: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** The `most` rows of a filter nearest to a place, nearest first: what is older, or what is newer. */
async function nearest(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  filter: QueueFilter,
  { from, newer = false, most }: { from: Place; newer?: boolean; most: number },
): Promise<Row[]> {
  const place = sql`(${feedbackState.day}, ${feedbackState.feedbackId})`
  const beyond = sql`${place} ${newer ? sql`>` : sql`<`} (${from.day}::date, ${from.id}::uuid)`
  const order = newer ? asc : desc
  const page = async (among: SQL | undefined, limit: number) => {
    // Found by itself first: joined with the rest, all that the place leaves would be sorted.
    const found = tx
      .select({ id: feedbackState.feedbackId })
      .from(feedbackState)
      .where(and(...conditionsOf(tx, filter), beyond, among))
      .orderBy(order(feedbackState.day), order(feedbackState.feedbackId))
      .limit(limit)
      .as('found')
    return rowsOf(tx)
      .innerJoin(found, eq(found.id, feedbackState.feedbackId))
      .orderBy(order(feedbackState.day), order(feedbackState.feedbackId))
  }
  const words = wordsIn(filter)
  if (!words) return page(undefined, most)
  const letters = mayReadLetters(actor) ? vault.search.find(actor.organisation, words) : []
  const rows: Row[] = []
  for await (const ids of foundByWords(tx, { words, letters, from, newer, most })) {
    rows.push(...(await page(inArray(feedbackState.feedbackId, ids), most - rows.length)))
    if (rows.length === most) break
  }
  return rows
}

const waiting = sql<boolean>`exists (select from approvals a where a.subject = ${feedback.id}
  and not exists (select from approval_answers r where r.approval_id = a.id))`

function rowsOf(tx: Tx) {
  return tx
    .select({
      id: feedback.id,
      number: threads.number,
      year: threads.year,
      comeBack: threads.comeBack,
      state: feedbackState.state,
      kind: feedback.kind,
      channel: feedback.channel,
      area: feedback.areaCode,
      areaKind: areas.kind,
      areaName: areas.name,
      day: feedback.day,
      proof: feedback.proof,
      held: feedback.held,
      resident: feedback.resident,
      waiting,
    })
    .from(feedbackState)
    .innerJoin(feedback, eq(feedback.id, feedbackState.feedbackId))
    .innerJoin(threads, eq(threads.id, feedback.threadId))
    .innerJoin(areas, eq(areas.code, feedback.areaCode))
    .$dynamic()
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

async function described(tx: Tx, vault: Vault, actor: Actor, page: Row[]): Promise<QueueItem[]> {
  const ids = page.map(({ id }) => id)
  const readable = page.filter(({ state }) => mayReadLetters(actor) && !isLocked(state))
  const copies = await copiesOf(
    tx,
    vault,
    readable.map(({ id }) => id),
  )
  const named = [...copies.values()].flatMap(({ about }) =>
    about.flatMap(({ official, collective }) => official ?? collective ?? []),
  )
  const subjects = await subjectsById(tx, actor, named)
  const targets = await targetsOf(tx, ids)
  const claims = await claimsOf(tx, mayReadLetters(actor) ? ids : [])
  return page.map(({ year, number, comeBack, areaKind, ...row }) => {
    const copy = copies.get(row.id) ?? null
    const claim = claims.get(row.id)
    return {
      ...row,
      areaName: areaName(areaKind, row.areaName),
      number: receiptNumber(number, year),
      preview: previewOf(copy),
      about: aboutOf(copy, subjects, targets.get(row.id) ?? []),
      attachments: copy?.attachments.length ?? 0,
      ...(isOpen(row.state) && { due: comeBack }),
      ...(claim && { cluster: claim.claim, voices: claim.voices }),
    }
  })
}

async function copiesOf(tx: Tx, vault: Vault, ids: string[]): Promise<Map<string, WorkingCopy>> {
  const opened = await openMany(tx, vault, ids, 'text')
  const again = await firstReadings(tx, vault, [...opened.keys()])
  const read = (id: string, bytes: Uint8Array) => {
    const copy = JSON.parse(new TextDecoder().decode(bytes)) as WorkingCopy
    return { ...copy, text: again.get(id)?.text ?? copy.text }
  }
  return new Map([...opened].map(([id, bytes]) => [id, read(id, bytes)]))
}

function previewOf(copy: WorkingCopy | null): string {
  const text = [...(copy?.text ?? '').replace(/\s+/g, ' ').trim()]
  const cut = text.slice(0, previewLength).join('')
  return text.length > previewLength ? `${cut}…` : cut
}
