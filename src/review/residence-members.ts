import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { byGivenName, toldApart } from '../../views/names.ts'
import { residenceProblems as problems, type ResidenceState } from '../../views/words/residence.ts'
import { Problem } from '../problem.ts'
import { homes, livesThere, placesOfRounds, type ResidenceRound } from './residence-rounds.ts'

/** How many items a sheet has answers for; the short one is for who is exempt from activity. */
export const itemsOn = { full: 6, short: 3 } as const
export type ResidenceForm = keyof typeof itemsOn

/** The newest sheet of a member, as far as a list needs it. */
export type NewestComment = {
  id: string
  version: number
  form: ResidenceForm
  answers: number[]
  note: string
  confirmed: boolean
}

/** A member living in the area of a round. Days `YYYY-MM-DD`; answers 0 (none), 1, 2, 3. */
export type ResidenceMember = {
  id: string
  name: string
  /** The name, with the birth year beside namesakes. */
  shown: string
  birthYear: number | null
  workplace: string
  status: 'normal' | 'introduced_exempt' | 'not_introduced'
  since: string
  until: string | null
  /** Moved away in the cycle. */
  gone: boolean
  came: number
  answers: number[]
  note: string
  savedAt: Date | null
  comment: NewestComment | null
  state: ResidenceState
}

type Row = {
  id: string
  name: string
  birth_year: number | null
  workplace: string
  status: ResidenceMember['status']
  since: string
  until: string | null
  gone: boolean
  came: number
  answers: number[] | null
  note: string | null
  saved_at: string | null
  comment_id: string | null
  version: number
  form: ResidenceForm
  body: string
  confirmed: boolean
}

/**
 * The Party members living in the area of a round in its cycle, by given name: who lives there now, and
 * who moved away meanwhile. What residents wrote is never beside them.
 */
export async function membersOf(tx: Tx, round: ResidenceRound): Promise<ResidenceMember[]> {
  const { rows } = await tx.execute<Row>(sql`
    with recursive ${placesOfRounds},
      lived as (select distinct on (r.official_id) r.official_id, r.status, r.valid_from, r.valid_to,
          not (${livesThere}) as gone
        from places p join residence_rounds n on n.id = p.round join cycles y on y.id = n.cycle_id
          join ${homes} r on r.area_code = p.code
        where p.round = ${round.id}::uuid and r.valid_from <= least(today(), y.ends_on)
          and (r.valid_to is null or r.valid_to >= y.starts_on)
        order by r.official_id, r.valid_from desc),
      gathered as (select distinct on (held_on) held_on, present from residence_gatherings
        where round_id = ${round.id}::uuid order by held_on, entry_seq desc)
    select o.id, o.name, o.birth_year, l.status, to_char(l.valid_from, 'YYYY-MM-DD') as since,
      to_char(l.valid_to, 'YYYY-MM-DD') as until, l.gone, coalesce(w.workplace, v.workplace, '') as workplace,
      (select count(*)::int from gathered g where o.id = any (g.present)) as came,
      d.answers, d.note, d.saved_at, c.id as comment_id, c.version, c.form, t.body,
      coalesce(c.source = 'portal' or f.comment_id is not null, false) as confirmed
    from lived l join officials o on o.id = l.official_id
      left join lateral (select concat_ws(', ', p.title, b.name) as workplace from posts p
        left join organisations b on b.id = p.body_id where p.official_id = o.id
          and (p.valid_to is null or p.valid_to >= today()) order by p.is_head desc, p.valid_from, p.id limit 1) w on true
      left join lateral (select b.name as workplace from review_places p join organisations b on b.id = p.place_id
        where p.official_id = o.id and p.kind = 'workplace' and (p.valid_to is null or p.valid_to >= today())
        order by p.valid_from, p.id limit 1) v on true
      left join residence_drafts d on d.round_id = ${round.id}::uuid and d.official_id = o.id
      left join lateral (select * from residence_comments c where c.round_id = ${round.id}::uuid
        and c.official_id = o.id order by c.version desc limit 1) c on true
      left join residence_confirmations f on f.comment_id = c.id
      left join texts t on t.record = c.id and t.field = 'residence'
    where o.is_party_member`)
  const members = rows.map((row) => shaped(row, round))
  return toldApart(members.sort(byGivenName))
}

/** One member of the round. Raises Problem('not_found') when nobody of this id lives there. */
export async function memberOf(
  tx: Tx,
  round: ResidenceRound,
  official: string,
): Promise<ResidenceMember> {
  const found = (await membersOf(tx, round)).find(({ id }) => id === official)
  if (!found) throw new Problem('not_found', problems.noMember)
  return found
}

/** Whether a member is commented on every year: lives there now and is not exempt. */
export function isYearly({ status, gone }: Pick<ResidenceMember, 'status' | 'gone'>): boolean {
  return status === 'normal' && !gone
}

/** What a sheet keeps in `texts`. */
export type SheetWords = { answers: number[]; note: string; reason?: string; paper?: string }

function shaped(row: Row, round: ResidenceRound): ResidenceMember {
  const words: SheetWords | null = row.body ? JSON.parse(row.body) : null
  const comment =
    row.comment_id === null
      ? null
      : {
          id: row.comment_id,
          version: row.version,
          form: row.form,
          answers: words?.answers ?? [],
          note: words?.note ?? '',
          confirmed: row.confirmed,
        }
  const answers = row.answers ?? comment?.answers ?? []
  const member = {
    ...{ id: row.id, name: row.name, shown: row.name, birthYear: row.birth_year },
    ...{ workplace: row.workplace, status: row.status, since: row.since, until: row.until },
    ...{ gone: row.gone, came: row.came, comment },
    answers: Array.from({ length: itemsOn.full }, (_, at) => answers[at] ?? 0),
    note: row.note ?? comment?.note ?? '',
    savedAt: row.saved_at === null ? null : new Date(row.saved_at),
  }
  return { ...member, state: stateOf(member, round.late) }
}

function stateOf(member: Omit<ResidenceMember, 'state'>, late: boolean): ResidenceState {
  const { comment, answers, note, status } = member
  const same =
    comment !== null &&
    note === comment.note &&
    comment.answers.every((one, at) => one === answers[at])
  if (comment?.confirmed) return 'confirmed'
  if (comment !== null && same) return 'signed'
  if (status === 'introduced_exempt') return 'exempt'
  if (status === 'not_introduced') return 'not_introduced'
  const given = answers.filter((one) => one > 0).length
  if (given === itemsOn.full) return 'ready'
  if (late && comment === null) return 'late'
  return given > 0 || note !== '' ? 'partial' : 'open'
}
