import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Db, transaction } from '../../db/connection.ts'
import { call, made } from './calls.ts'
import type { Acting } from './cast.ts'
import { type Cycles, codeOf, type Subjects } from './units.ts'
import type { CollectiveKey, OfficialKey } from './ward.ts'

/** Whose posts are known and who live in khu phố 3, too. */
const known: readonly OfficialKey[] = ['diaChinh', 'hoTich', 'yTe', 'motCua']
const families = ['Trần', 'Lê', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Hồ', 'Đinh']
const middles = ['Văn', 'Thị', 'Đức', 'Ngọc', 'Minh', 'Thu', 'Quốc']
const givens = ['An', 'Bảo', 'Châu', 'Dũng', 'Giang', 'Hiền', 'Khôi', 'Lan', 'Nga', 'Oanh', 'Sơn']
const workplaces: readonly CollectiveKey[] = ['ubnd', 'tramYTe', 'hoiPhuNu', 'dangUy']
const members = 60

export type Neighbourhood = {
  console: string
  desk: string
  secretary: Acting
  cell: Acting
  subjects: Subjects
  cycles: Cycles
  today: string
}

/**
 * Sixty members of the Party live in khu phố 3, and its cell has an evening behind it: some sheets
 * confirmed, some signed, some begun, some not; a few members are exempt. Takes the owner's connection
 * for where people live and work alone.
 */
export async function fillResidence(owner: Db, given: Neighbourhood): Promise<void> {
  const people = await settle(owner, given)
  const { console, desk, secretary, cell, cycles, today } = given
  const asked = { cycle: cycles.present, area: codeOf('kp3'), dueOn: later(today, 14) }
  const path = '/api/v1/residence-rounds'
  const several = z.object({ items: z.array(z.uuid()) })
  const { items } = await call(console, { path, body: asked, token: secretary.token }, several)
  const at = `${path}/${items[0]}`
  const evening = (act: string, body: object, shape: z.ZodType = z.unknown()) =>
    call(desk, { path: `${at}/${act}`, body, token: cell.token }, shape)
  const held = (heldOn: string, from: number, to: number) =>
    evening('gatherings', { heldOn, present: people.slice(from, to) })
  await held(`${today.slice(0, 4)}-01-10`, 0, 41)
  await held(today, 6, 50)
  await evening('meetings', {
    heldOn: today,
    present: 'Chi ủy: Lục Thị Bưởi, Phan Công Luận; Ban công tác Mặt trận: Ông Thế Lai',
  })
  const write = (from: number, to: number, answers: number[], note = '') =>
    evening('answers', {
      members: people.slice(from, to).map((official) => ({ official, answers, note })),
    })
  await write(0, 14, [1, 2, 1, 2, 2, 2])
  await write(14, 20, [2, 2, 2, 2, 2, 2], 'Bận công tác, ít dự họp.')
  await evening('comments', {})
  const confirmation = { confirmedOn: today, signer: 'Đỗ Khắc Tường, Bí thư Đảng ủy' }
  const confirmations = { path: `${at}/confirmations`, body: confirmation, token: secretary.token }
  await call(console, confirmations, z.object({ confirmed: z.number() }))
  await write(20, 34, [2, 2, 1, 2, 2, 2])
  await evening('comments', {})
  await write(34, 38, [1, 1, 0, 2, 0, 0])
  await write(38, 41, [1, 1, 1, 1, 1, 1], 'Giúp khu phố làm sổ sách.')
}

/** Enters the people and where they live; gives those who are commented on, who is exempt last. */
async function settle(owner: Db, given: Neighbourhood): Promise<string[]> {
  const { console, secretary, subjects, today } = given
  const people = known.map((key) => subjects.get(key) ?? '')
  for (let turn = people.length; turn < members; turn += 1) {
    const name = [families[turn % 8], middles[turn % 7], givens[turn % 11]].join(' ')
    const body = { name, birthYear: 1964 + ((turn * 7) % 36), isPartyMember: true }
    const asked = { path: '/api/v1/officials', body, token: secretary.token }
    people.push((await call(console, asked, made)).id)
  }
  const since = `${Number(today.slice(0, 4)) - 3}-01-01`
  await transaction(owner, async (tx) => {
    for (const [turn, official] of people.entries()) {
      const status = turn < 54 ? 'normal' : turn < 58 ? 'introduced_exempt' : 'not_introduced'
      await tx.execute(sql`insert into residences (organisation_id, official_id, area_code, status, valid_from)
        values (${secretary.organisation}, ${official}, ${codeOf('kp3')}, ${status}, ${since})`)
      const place = subjects.get(workplaces[turn % workplaces.length] ?? 'ubnd')
      if (turn < known.length || place === undefined) continue
      await tx.execute(sql`insert into review_places (id, organisation_id, official_id, place_id, kind, valid_from)
        values (${crypto.randomUUID()}, ${secretary.organisation}, ${official}, ${place}, 'workplace', ${since})`)
    }
  })
  return people
}

function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
