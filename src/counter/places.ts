import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { people } from '../../db/schema/staff.ts'
import { areas, guidancePlaces } from '../../db/schema.ts'
import { type Purpose, placeFields, purposeNames } from '../../views/words/places.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import { day, line, unitCode } from '../review/fields.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'

const purposes = Object.keys(purposeNames) as [Purpose, ...Purpose[]]

/** A right place as staff enter it; without `place` what was entered before holds no more. */
export const newPlace = z.object({
  area: unitCode,
  purpose: z.enum(purposes),
  place: line(200).optional(),
  address: line(200).optional(),
  hours: line(200).optional(),
  phone: line(60).optional(),
  source: line(200),
  validFrom: day.optional(),
})
export type NewPlace = z.output<typeof newPlace>

/** Parses it. Raises Problem('invalid') with a sentence for each wrong field. */
export function parsedPlace(typed: Record<string, string>): NewPlace {
  const parsed = newPlace.safeParse(typed)
  if (parsed.success) return parsed.data
  const named = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  const nothing = { vi: '', en: '' }
  const errors = named.map((path) => ({ path, message: placeFields[path] ?? nothing }))
  throw new Problem('invalid', errors[0]?.message ?? nothing, errors)
}

/**
 * Enters where something goes for an area and those below it. Raises Problem('forbidden') unless
 * lead, secretary or administrator, 'invalid' for an area that is not ours.
 */
export async function enterPlace(
  tx: Tx,
  actor: Actor,
  { area, ...given }: NewPlace,
): Promise<void> {
  needRole(actor, 'lead', 'secretary', 'admin')
  const [own] = await tx
    .select({ code: areas.code })
    .from(areas)
    .where(and(eq(areas.code, area), eq(areas.organisationId, actor.organisation)))
  if (!own) {
    const message = placeFields.area ?? { vi: '', en: '' }
    throw new Problem('invalid', message, [{ path: 'area', message }])
  }
  const id = crypto.randomUUID()
  const { organisation, person } = actor
  const entrySeq = await append(tx, { organisation, kind: 'guidance.entered', item: id })
  await tx.insert(guidancePlaces).values({
    ...{ ...given, id, areaCode: area, organisationId: organisation },
    ...{ validFrom: given.validFrom ?? dayInVietNam(), enteredBy: person, entrySeq },
  })
}

/** What was entered for one area of ours, newest first. Raises Problem('forbidden'). */
export async function placesOf(tx: Tx, actor: Actor, area: string) {
  needRole(actor, 'lead', 'secretary', 'admin', 'moderator', 'clerk')
  return tx
    .select({
      id: guidancePlaces.id,
      purpose: guidancePlaces.purpose,
      place: guidancePlaces.place,
      address: guidancePlaces.address,
      hours: guidancePlaces.hours,
      phone: guidancePlaces.phone,
      source: guidancePlaces.source,
      validFrom: guidancePlaces.validFrom,
      by: people.name,
      enteredOn: guidancePlaces.enteredOn,
    })
    .from(guidancePlaces)
    .leftJoin(people, eq(people.id, guidancePlaces.enteredBy))
    .where(
      and(eq(guidancePlaces.areaCode, area), eq(guidancePlaces.organisationId, actor.organisation)),
    )
    .orderBy(desc(guidancePlaces.entrySeq))
    .limit(200)
}
