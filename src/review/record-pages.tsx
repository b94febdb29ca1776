import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { at } from '../../views/links.ts'
import { toldApart } from '../../views/names.ts'
import { EvidencePage } from '../../views/review/evidence.tsx'
import { RecordPage } from '../../views/review/record.tsx'
import { RecordsPage } from '../../views/review/records.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { reviewProblems as problems } from '../../views/words/review.ts'
import { Problem } from '../problem.ts'
import { type Actor, asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { listCycles } from './cycles.ts'
import { newObjection, objectToEdition } from './editions.ts'
import { attach, isUnheard, newWithdrawal, withdraw } from './evidence.ts'
import { explain, mayExplain, newExplanation } from './explanations.ts'
import { parse } from './fields.ts'
import { listOfficials } from './officials.ts'
import { collectives } from './organisations.ts'
import { newRecord, openRecord, recordsOf } from './records.ts'
import { criteriaOf } from './rules.ts'
import { filled, refused, shellOf } from './typed.ts'
import { askUnfolding } from './unfolding.ts'
import { viewRecord } from './view.ts'

type Status = 200 | 400 | 409

const severalEvidence = z.object({
  feedback: z.array(z.uuid()).min(1).max(20),
  criterion: z.uuid().optional(),
})

/** `/ho-so`: the records of a cycle, one record, one item of it. */
export function recordPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/ho-so', (c) => shownList(c, staff, c.req.query('cycle'), untouched, 200))
  app.post('/ho-so', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const [kind = 'official', id] = (typed.subject ?? '').split(':')
    try {
      const given = parse(newRecord, { cycle: typed.cycle, [kind]: id })
      const record = await asActor(staff.db, staff.door, actor, (tx) =>
        openRecord(tx, actor, given),
      )
      return c.redirect(at(`/ho-so/${record}`, lang), 303)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownList(c, staff, typed.cycle, returned, status)
    }
  })
  app.get('/ho-so/:id', (c) => shownRecord(c, staff, c.req.param('id'), untouched, 200))
  if (staff.door === 'console') addAttaching(app, staff)
  addItemPages(app, staff)
  return app
}

function addAttaching(app: Hono<StaffEnv>, staff: StaffDoor): void {
  app.post('/ho-so/:id/y-kien', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const id = c.req.param('id')
    const typed = filled(await typedForm(c))
    try {
      const { feedback, criterion } = parse(severalEvidence, {
        ...typed,
        feedback: typed.feedback?.split(',') ?? [],
      })
      await asActor(staff.db, staff.door, actor, async (tx) => {
        for (const one of feedback) await attach(tx, actor, id, { feedback: one, criterion })
      })
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownRecord(c, staff, id, returned, status)
    }
    return c.redirect(at(`/ho-so/${id}`, lang), 303)
  })
}

function addItemPages(app: Hono<StaffEnv>, staff: StaffDoor): void {
  const item = '/ho-so/:id/y-kien/:evidence'
  app.get(item, (c) => shownItem(c, staff, c.req.param(), untouched, 200))
  const acts = {
    'giai-trinh': async (tx: Tx, actor: Actor, id: string, typed: Record<string, string>) => {
      await explain(tx, actor, id, parse(newExplanation, typed))
    },
    'khong-dong-y': async (tx: Tx, actor: Actor, _: string, typed: Record<string, string>) => {
      await objectToEdition(tx, actor, typed.explanation ?? '', parse(newObjection, typed))
    },
    ...(staff.door === 'console' && {
      'mo-gap': async (tx: Tx, actor: Actor, id: string) => {
        await askUnfolding(tx, actor, id)
      },
      rut: async (tx: Tx, actor: Actor, id: string, typed: Record<string, string>) => {
        await withdraw(tx, actor, id, parse(newWithdrawal, typed))
      },
    }),
  }
  for (const [name, act] of Object.entries(acts)) {
    app.post(`${item}/${name}`, async (c) => {
      const { actor, lang } = shellOf(c, staff)
      const { id, evidence } = c.req.param() as ItemPath
      const typed = filled(await typedForm(c))
      try {
        await asActor(staff.db, staff.door, actor, (tx) => act(tx, actor, evidence, typed))
      } catch (thrown) {
        const { returned, status } = refused(thrown, typed)
        return shownItem(c, staff, { id, evidence }, returned, status)
      }
      return c.redirect(at(`/ho-so/${id}`, lang), 303)
    })
  }
}

async function shownList(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  asked: string | undefined,
  returned: Returned,
  status: Status,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const { items: cycles } = await listCycles(tx, { limit: 200 })
    const cycle =
      cycles.find(({ id }) => id === asked) ??
      cycles.find(({ closed }) => !closed) ??
      cycles[0] ??
      null
    const records = cycle === null ? [] : await recordsOf(tx, actor, cycle.id)
    return { cycles, cycle, records, openable: await openableFor(tx, actor, records) }
  })
  return c.html(<RecordsPage {...shell} {...page} returned={returned} />, status)
}

async function openableFor(tx: Tx, actor: Actor, records: readonly { subject: { id: string } }[]) {
  if (!actor.roles.includes('secretary')) return null
  const has = new Set(records.map(({ subject }) => subject.id))
  const free = (found: readonly { id: string; name: string }[]) =>
    found.filter(({ id }) => !has.has(id)).map(({ id, name }) => ({ value: id, text: name }))
  const listed = toldApart((await listOfficials(tx, { limit: 5000 })).items)
  return {
    officials: free(listed.map(({ id, shown: name }) => ({ id, name }))),
    collectives: free(await collectives(tx, actor)),
  }
}

async function shownRecord(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  id: string,
  returned: Returned,
  status: Status,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const record = await viewRecord(tx, actor, id)
    return { record, criteria: await criteriaOf(tx, record.cycle) }
  })
  const inside = staff.door === 'console' && actor.roles.includes('secretary')
  const open = !page.record.cycle.closed
  const more = {
    attaches: inside && open,
    freezes: inside,
    writes:
      staff.door === 'console' &&
      actor.roles.some((role) => role === 'secretary' || role === 'lead'),
    reopens: inside && !open,
    explains: open ? mayExplain(actor, page.record) : null,
    today: dayInVietNam(),
    returned,
  }
  return c.html(<RecordPage {...shell} {...page} {...more} />, status)
}

type ItemPath = { id: string; evidence: string }

async function shownItem(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  { id, evidence }: ItemPath,
  returned: Returned,
  status: Status,
) {
  const { actor, ...shell } = shellOf(c, staff)
  const record = await asActor(staff.db, staff.door, actor, (tx) => viewRecord(tx, actor, id))
  const shown = record.evidence.flatMap(({ items }) => items)
  const item = [...shown, ...record.setAside].find((one) => one.id === evidence)
  if (item === undefined) throw new Problem('not_found', problems.noEvidence)
  const open = !record.cycle.closed
  const more = {
    record: id,
    subject: record.subject,
    item,
    explanations: record.explanations.filter((one) => one.evidence === evidence),
    explains: open && item.holds && !isUnheard(item) ? mayExplain(actor, record) : null,
    unfolds: item.fold !== null && staff.door === 'console' && actor.roles.includes('secretary'),
    withdraws: open && staff.door === 'console' && actor.roles.includes('secretary'),
    returned,
  }
  return c.html(<EvidencePage {...shell} {...more} />, status)
}
