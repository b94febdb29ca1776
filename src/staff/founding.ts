import { asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { organisations } from '../../db/schema/units.ts'
import { staffFieldErrors, staffProblems } from '../../views/words/staff.ts'
import { type FieldError, Problem } from '../problem.ts'

const typed = (most: number) => z.string().max(most).default('')

/** The fields by which the first administrator names the organisation and its commune, once. */
export const foundersForm = {
  organisation: typed(40),
  organisationName: typed(200),
  areaKind: typed(40),
  areaName: typed(200),
  areaCode: typed(40),
}
type FoundersForm = z.infer<z.ZodObject<typeof foundersForm>>

/** The Front organisations that are there already, as after an import. */
export function foundedOrganisations(tx: Tx) {
  return tx
    .select({ id: organisations.id, code: organisations.code, name: organisations.name })
    .from(organisations)
    .where(eq(organisations.kind, 'front'))
    .orderBy(asc(organisations.name))
}

type Founded = readonly { id: string; code: string; name: string }[]

/** What is wrong with the founder's fields, given the organisations that exist. */
export function foundingErrors(form: FoundersForm, founded: Founded): FieldError[] {
  if (founded.length > 0) {
    const chosen = founded.some(({ code }) => code === form.organisation)
    return chosen ? [] : [{ path: 'organisation', message: staffFieldErrors.organisation }]
  }
  const errors: FieldError[] = (['organisationName', 'areaKind', 'areaName'] as const)
    .filter((path) => form[path].trim() === '')
    .map((path) => ({ path, message: staffFieldErrors.required }))
  if (!/^[A-Za-z0-9._-]{1,30}$/.test(form.areaCode.trim())) {
    errors.push({ path: 'areaCode', message: staffFieldErrors.areaCode })
  }
  return errors
}

/**
 * The organisation the first administrator belongs to: the one chosen, or on an empty database a new
 * one with its commune. Raises Problem('invalid') with the errors of each field.
 */
export async function foundOrganisation(tx: Tx, form: FoundersForm): Promise<string> {
  const founded = await foundedOrganisations(tx)
  const errors = foundingErrors(form, founded)
  if (errors.length > 0) throw new Problem('invalid', staffProblems.fields, errors)
  const chosen = founded.find(({ code }) => code === form.organisation)
  if (chosen !== undefined) return chosen.id
  const [name, kind, areaName] = [form.organisationName, form.areaKind, form.areaName].map((text) =>
    text.normalize('NFC').trim(),
  )
  const code = form.areaCode.trim()
  const { rows } = await tx.execute<{ id: string }>(
    sql`select found_organisation(${`mttq-${code}`}, ${name}, 'commune', ${code}, ${kind}, ${areaName}) as id`,
  )
  const id = z.uuid().parse(rows[0]?.id)
  await tx.execute(sql`select custody_append(${id}::uuid, 'organisation.founded', ${id}::uuid)`)
  return id
}
