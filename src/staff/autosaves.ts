import { and, eq, gt, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { autosaves, sessions, signInFailures } from '../../db/schema/staff.ts'
import { cellMails, passkeyChallenges } from '../../db/schema/ways-in.ts'
import { openBytes, sealBytes } from '../seal/envelope.ts'
import { derivedKey } from './key.ts'

/** The name of a form: lower-case letters, digits and hyphens, with the id of what it is about. */
export const formName = z.string().regex(/^[a-z0-9-]{1,60}$/)

/** What was typed, by field name. */
export const draftFields = z
  .record(z.string().max(60), z.string().max(20_000))
  .refine((fields) => Object.keys(fields).length <= 30)
export type DraftFields = z.infer<typeof draftFields>

/** Keeps what a person is writing in a form, sealed under a key of their own, for seven days. */
export async function saveDraft(
  tx: Tx,
  staffKey: Uint8Array,
  person: string,
  form: string,
  fields: DraftFields,
): Promise<void> {
  const words = new TextEncoder().encode(JSON.stringify(fields))
  const sealed = await sealBytes(draftKey(staffKey, person), words, bindingOf(person, form))
  const kept = { sealed, savedAt: sql`now()`, expiresAt: sql`now() + interval '7 days'` }
  await tx
    .insert(autosaves)
    .values({ personId: person, form, ...kept })
    .onConflictDoUpdate({ target: [autosaves.personId, autosaves.form], set: kept })
}

/** What a person was writing, and when it was kept; null when there is nothing or its time is over. */
export async function draftOf(
  tx: Tx,
  staffKey: Uint8Array,
  person: string,
  form: string,
): Promise<{ fields: DraftFields; savedAt: Date } | null> {
  const [found] = await tx
    .select({ sealed: autosaves.sealed, savedAt: autosaves.savedAt })
    .from(autosaves)
    .where(and(ownForm(person, form), gt(autosaves.expiresAt, sql`now()`)))
  if (found === undefined) return null
  const words = await openBytes(draftKey(staffKey, person), found.sealed, bindingOf(person, form))
  const fields = draftFields.parse(JSON.parse(new TextDecoder().decode(words)))
  return { fields, savedAt: found.savedAt }
}

/** Throws a draft away. */
export async function dropDraft(tx: Tx, person: string, form: string): Promise<void> {
  await tx.delete(autosaves).where(ownForm(person, form))
}

/** Deletes what is over: drafts, sessions, failed sign-ins, addresses of who left a cell. For the jobs, once an hour or so. */
export async function dropExpired(tx: Tx): Promise<void> {
  await tx.delete(autosaves).where(lte(autosaves.expiresAt, sql`now()`))
  await tx.delete(sessions).where(
    sql`${sessions.seenAt} < now() - interval '15 minutes' or ${sessions.startedAt} < now() - interval '8 hours'
        or ${sessions.endsAt} < now()`,
  )
  await tx.delete(cellMails).where(sql`not exists (select from memberships m where m.role = 'cell'
    and m.person_id = ${cellMails.personId} and m.organisation_id = ${cellMails.organisationId}
    and (m.valid_to is null or m.valid_to > now()))`)
  await tx.delete(passkeyChallenges).where(lte(passkeyChallenges.expiresAt, sql`now()`))
  await tx.delete(signInFailures).where(lte(signInFailures.lastAt, sql`now() - interval '1 day'`))
}

function ownForm(person: string, form: string) {
  return and(eq(autosaves.personId, person), eq(autosaves.form, form))
}

function draftKey(staffKey: Uint8Array, person: string): Uint8Array {
  return derivedKey(staffKey, 'autosave', person)
}

function bindingOf(person: string, form: string) {
  return { record: person, field: form, keyVersion: 1 }
}
