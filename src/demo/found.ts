import { eq, sql } from 'drizzle-orm'
import { type Db, type Tx, transaction } from '../../db/connection.ts'
import { organisations } from '../../db/schema.ts'
import { call, made } from './calls.ts'
import { type Acting, join } from './cast.ts'
import { fronts, places, settings, staff, staffAbove } from './ward.ts'

/** The people of both Fronts before anything is bound to an area or an official. */
export type Fronts = { ward: Acting[]; above: Acting[] }

/**
 * Founds both Fronts and their people: the one above as a first administrator's page would, the
 * ward's by that administrator at the console.
 */
export async function foundFronts(owner: Db, console: string): Promise<Fronts> {
  const organisation = await transaction(owner, foundAbove)
  const above: Acting[] = []
  for (const role of rolesAbove) {
    const as = `${role}-above`
    above.push(await join(owner, { organisation, name: staffAbove[role], roles: [{ role }], as }))
  }
  const body = { ...fronts.ward, kind: 'front', level: 'commune' }
  const token = above[0]?.token ?? ''
  const ward = await call(console, { path: '/api/v1/organisations', body, token }, made)
  return { ward: await joinWard(owner, ward.id), above }
}

const rolesAbove = ['admin', 'secretary', 'moderator', 'lead'] as const

async function foundAbove(tx: Tx): Promise<string> {
  const { code, kind, name } = places.city
  const { rows } = await tx.execute(sql`
    select found_organisation(${fronts.above.code}, ${fronts.above.name}, 'province', ${code}, ${kind}, ${name}) as id`)
  const { id } = made.parse(rows[0])
  await tx.execute(sql`select custody_append(${id}::uuid, 'organisation.founded', ${id}::uuid)`)
  return id
}

const wardRoles = [
  'admin',
  'clerk',
  'moderator',
  'lead',
  'secretary',
  'custodian',
  'auditor',
] as const satisfies readonly (keyof typeof staff)[]

async function joinWard(owner: Db, organisation: string): Promise<Acting[]> {
  const joined: Acting[] = []
  for (const role of wardRoles) {
    for (const { name } of staff[role]) {
      joined.push(await join(owner, { organisation, name, roles: [{ role }] }))
    }
  }
  return joined
}

/** What the pages of both Fronts fill in, as each would at `/don-vi`. */
export async function fillIn(owner: Db, fronts: Fronts): Promise<void> {
  await transaction(owner, async (tx) => {
    for (const [people, facts] of [
      [fronts.ward, settings.ward],
      [fronts.above, settings.above],
    ] as const) {
      await tx
        .update(organisations)
        .set({ settings: facts })
        .where(eq(organisations.id, people[0]?.organisation ?? ''))
    }
  })
}
