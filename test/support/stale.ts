import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { hashOf } from '../../src/staff/secret.ts'
import type { StaffDoorName } from '../../src/staff/session.ts'
import type { StaffDoors, StaffOf } from './staff-doors.ts'

/** What a stranger may hold: nothing, something made up, or something that is over. */
export async function staleCredentials(
  doors: StaffDoors,
  staff: StaffOf,
  door: StaffDoorName,
): Promise<Record<string, Record<string, string>>> {
  const session = async (change: string, at: StaffDoorName = door) => {
    const secret = randomBytes(32).toString('base64url')
    await doors.house.owner.execute(sql`
      insert into sessions (token_hash, person_id, organisation_id, door)
      values (${Buffer.from(hashOf(secret))}, ${staff.lead.person}, ${staff.lead.organisation}, ${at})`)
    await doors.house.owner.execute(
      sql`update sessions set ${sql.raw(change)} where token_hash = ${Buffer.from(hashOf(secret))}`,
    )
    return { cookie: `ydan_${door}=${secret}` }
  }
  const other = door === 'console' ? 'desk' : 'console'
  return {
    nothing: {},
    'a made-up cookie': { cookie: `ydan_${door}=${randomBytes(32).toString('base64url')}` },
    'an idle session': await session("seen_at = now() - interval '16 minutes'"),
    'a session of yesterday': await session("started_at = now() - interval '9 hours'"),
    'a session of the other door': await session('seen_at = now()', other),
    'a made-up token': { authorization: `Bearer ${randomBytes(32).toString('base64url')}` },
    'a token too short': { authorization: 'Bearer x' },
    'a password': { authorization: `Basic ${btoa('admin:admin')}` },
    'a revoked token': {
      authorization: `Bearer ${await endedToken(doors, 'api_tokens', 'revoked_at')}`,
    },
    'a token of somebody who left': {
      authorization: `Bearer ${await endedToken(doors, 'memberships', 'valid_to')}`,
    },
    'a token of somebody disabled': {
      authorization: `Bearer ${await endedToken(doors, 'people', 'disabled_at')}`,
    },
  }
}

async function endedToken(doors: StaffDoors, table: string, column: string): Promise<string> {
  const { reader } = await doors.staffOf(doors.ward.front, doors.ward.quarter, doors.ward.head)
  const key = table === 'people' ? 'id' : 'person_id'
  await doors.house.owner.execute(
    sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = now() where ${sql.identifier(key)} = ${reader.person}`,
  )
  return reader.token
}
