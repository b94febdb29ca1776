import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { incidentNotices, incidents } from '../../db/schema.ts'
import { incidentProblems as problems } from '../../views/words/incident.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import { Problem } from '../problem.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { isId } from './feedback.ts'
import { workingText } from './working-text.ts'

/** Hours from detection until the authority must have been told (domain.md §6.1 [V2]). */
const hours = 72

const words = (most: number) =>
  z
    .string()
    .max(4 * most)
    .overwrite((text) => workingText(text).trim())
    .refine((text) => text !== '' && [...text].length <= most)

/** An incident as the form sends it; `detectedAt` is a wall clock in Viet Nam. */
export const newIncident = z.object({
  detectedAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
    .transform((text) => new Date(`${text}:00+07:00`))
    .refine((at) => at.getTime() <= Date.now()),
  what: words(2_000),
  whom: words(500),
  measures: words(2_000),
})

export const newNotice = z.object({
  authority: words(200),
  number: words(60).optional(),
  sentOn: z.iso.date(),
})

/** Parses a form of this chapter. Raises Problem('invalid') with a sentence for each wrong field. */
export function parsedIncident<Shape extends z.ZodType>(
  shape: Shape,
  typed: Record<string, string>,
): z.output<Shape> {
  const parsed = shape.safeParse(typed)
  if (parsed.success) return parsed.data
  const named: Record<string, (typeof problems)['what']> = problems
  const paths = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  const errors = paths.map((path) => ({ path, message: named[path] ?? problems.what }))
  throw new Problem('invalid', errors[0]?.message ?? problems.what, errors)
}

/** Enters an incident. Raises Problem('forbidden') unless lead or administrator. */
export async function enterIncident(
  tx: Tx,
  actor: Actor,
  given: z.output<typeof newIncident>,
): Promise<string> {
  needRole(actor, 'lead', 'admin')
  const id = crypto.randomUUID()
  const { organisation, person } = actor
  const commitment = commitFields(given.what, given.whom, given.measures)
  const act = { organisation, kind: 'incident.entered', item: id, commitment }
  const entrySeq = await append(tx, act)
  await tx
    .insert(incidents)
    .values({ ...given, id, organisationId: organisation, enteredBy: person, entrySeq })
  return id
}

/** Enters that an authority was told. Raises Problem('forbidden') as above, 'not_found'. */
export async function enterNotice(
  tx: Tx,
  actor: Actor,
  incident: string,
  given: z.output<typeof newNotice>,
): Promise<void> {
  const { id: incidentId } = await incidentById(tx, actor, incident)
  const id = crypto.randomUUID()
  const { organisation, person } = actor
  const commitment = commitFields(given.authority, given.sentOn)
  const act = { organisation, kind: 'incident.notified', item: id, subject: incidentId, commitment }
  const entrySeq = await append(tx, act)
  await tx.insert(incidentNotices).values({
    ...given,
    id,
    incidentId,
    organisationId: organisation,
    enteredBy: person,
    entrySeq,
  })
}

export type Incident = typeof incidents.$inferSelect & {
  /** The moment by which the authority must have been told. */
  until: Date
  notices: (typeof incidentNotices.$inferSelect)[]
}

/** The organisation's incidents, newest first. Raises Problem('forbidden'). */
export async function incidentsOf(tx: Tx, actor: Actor): Promise<Incident[]> {
  needRole(actor, 'lead', 'admin')
  const rows = await tx.select().from(incidents).orderBy(desc(incidents.detectedAt)).limit(200)
  const notices = await tx.select().from(incidentNotices).orderBy(incidentNotices.entrySeq)
  return rows.map((row) => ({
    ...row,
    until: new Date(row.detectedAt.getTime() + hours * 3_600_000),
    notices: notices.filter(({ incidentId }) => incidentId === row.id),
  }))
}

/** One of them. Raises Problem('forbidden') and 'not_found'. */
export async function incidentById(tx: Tx, actor: Actor, id: string) {
  needRole(actor, 'lead', 'admin')
  const [row] = isId(id) ? await tx.select().from(incidents).where(eq(incidents.id, id)) : []
  if (!row) throw new Problem('not_found', problems.notFound)
  return { ...row, until: new Date(row.detectedAt.getTime() + hours * 3_600_000) }
}
