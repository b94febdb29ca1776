import { inArray } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { people } from '../../db/schema/staff.ts'
import { DemandsPage, ErasurePage } from '../../views/counter/erasure.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import {
  demandWords,
  erasureWords,
  erasureProblems as problems,
} from '../../views/words/erasure.ts'
import {
  askHandOver,
  demandsOf,
  handedOver,
  noteCollected,
  parsedDemand,
} from '../moderation/demands.ts'
import { askErasure, backupDaysOf, newErasure } from '../moderation/erasure.ts'
import { feedbackById } from '../moderation/feedback.ts'
import type { Vault } from '../moderation/vault.ts'
import { Problem } from '../problem.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { handOverZip } from './demand-paper.ts'
import { ownFront } from './facts.ts'
import { placeOf } from './transfer-pages.tsx'

type Kind = 'huy' | 'yeu-cau'
type Here = Context<StaffEnv, `/y-kien/:id/${Kind}`>

/** `/y-kien/:id/huy` and `/y-kien/:id/yeu-cau`: what a lead asks and a custodian agrees to. */
export function erasurePages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const within = <T,>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
    asActor(staff.db, staff.door, actor, work)

  app.get('/y-kien/:id/huy', (c) => shown(c, 'huy', untouched, 200))
  app.get('/y-kien/:id/yeu-cau', (c) => shown(c, 'yeu-cau', untouched, 200))
  app.post('/y-kien/:id/huy', (c) =>
    asked(c, 'huy', (tx, actor, id, { reason }) => {
      const given = newErasure.safeParse({ reason })
      if (!given.success) throw wrongReason()
      return askErasure(tx, vault, actor, id, given.data)
    }),
  )
  app.post('/y-kien/:id/yeu-cau', (c) =>
    asked(c, 'yeu-cau', (tx, actor, id, typed) => askHandOver(tx, actor, id, parsedDemand(typed))),
  )
  app.post('/y-kien/:id/yeu-cau/:demand/lay', async (c) => {
    const { actor } = shellOf(c, staff)
    const { id, demand } = c.req.param()
    const zip = await within(actor, (tx) => collected(tx, vault, actor, id, demand))
    return new Response(new Uint8Array(zip), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': 'attachment; filename="ban-giao.zip"',
        'cache-control': 'no-store',
      },
    })
  })
  return app

  async function asked(
    c: Here,
    kind: Kind,
    act: (tx: Tx, actor: Actor, id: string, typed: Record<string, string>) => Promise<unknown>,
  ): Promise<Response> {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const id = c.req.param('id')
    try {
      await within(actor, (tx) => act(tx, actor, id, typed))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, kind, returned, status)
    }
    return c.redirect(at(`/y-kien/${id}/${kind}?done=1`, lang), 303)
  }

  async function shown(
    c: Here,
    kind: Kind,
    returned: Returned,
    status: 200 | 400 | 409,
  ): Promise<Response> {
    const { actor, ...shell } = shellOf(c, staff)
    needRole(actor, 'lead')
    const page = await within(actor, async (tx) => {
      const { id: feedback, number } = await feedbackById(tx, c.req.param('id'))
      const lines = await demandsOf(tx, actor, feedback)
      return { feedback, number, lines, backupDays: await backupDaysOf(tx, actor) }
    })
    const asks = kind === 'huy' ? erasureWords : demandWords
    const done = c.req.query('done') === '1' ? asks.asked : undefined
    const more = { ...page, returned, done, today: dayInVietNam() }
    const view =
      kind === 'huy' ? <ErasurePage {...shell} {...more} /> : <DemandsPage {...shell} {...more} />
    return c.html(view, status)
  }
}

async function collected(tx: Tx, vault: Vault, actor: Actor, id: string, demand: string) {
  const given = await handedOver(tx, vault, actor, id, demand)
  const { askedBy, agreedBy } = given.demand
  const front = await ownFront(tx, actor)
  const names = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [askedBy, agreedBy]))
  const nameOf = (person: string) => names.find((one) => one.id === person)?.name ?? ''
  const { zip, sha256 } = await handOverZip(given, {
    front: front.name,
    place: await placeOf(tx, front.area),
    askedBy: nameOf(askedBy),
    agreedBy: nameOf(agreedBy),
  })
  await noteCollected(tx, actor, demand, sha256)
  return zip
}

function wrongReason(): Problem {
  const message = problems.reason
  return new Problem('invalid', message, [{ path: 'reason', message }])
}
