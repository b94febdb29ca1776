import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { BundlePage } from '../../views/bundle/bundle.tsx'
import type { ShownOffice } from '../../views/bundle/office.tsx'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import {
  completeRemedy,
  newCompletion,
  newRemedy,
  remediesOf,
  setRemedy,
} from '../review/remedies.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { parsed } from './current.ts'
import { handOver, newHandover, newReturn, officeOf, sendBack } from './handover.ts'
import { type BundleEntry, bundleById } from './list.ts'
import { consult, consultationsOf, newConsultation, openingsOf } from './meeting.ts'
import { newOutcome, outcomeOf, recordOutcome } from './outcome.ts'
import { bundleIdOf } from './shell.ts'

type Typed = Record<string, string>
type Act = (
  tx: Tx,
  actor: Actor,
  id: string,
  typed: Typed,
  c: Context<StaffEnv>,
) => Promise<unknown>

const acts: Record<string, Act> = {
  '/ban-giao': async (tx, actor, id, typed, c) =>
    handOver(tx, actor, id, parsed(newHandover, typed), await scanIn(c)),
  '/tra-lai': (tx, actor, id, typed) => sendBack(tx, actor, id, parsed(newReturn, typed)),
  '/hop': (tx, actor, id, typed) => consult(tx, actor, id, parsed(newConsultation, typed)),
  '/ket-luan': (tx, actor, id, typed) => recordOutcome(tx, actor, id, parsed(newOutcome, typed)),
  '/khac-phuc': async (tx, actor, id, typed) => {
    const { record } = await bundleById(tx, actor, id)
    return setRemedy(tx, actor, record, parsed(newRemedy, typed))
  },
  '/khac-phuc/:remedy': (tx, actor, _, typed, c) =>
    completeRemedy(tx, actor, c.req.param('remedy') ?? '', parsed(newCompletion, typed)),
}

/** `/tap/:id`: one bundle; at the console also what the office and the meeting enter. */
export function officePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  if (staff.door !== 'console') return app
  for (const [path, act] of Object.entries(acts)) {
    app.post(`/tap/:id${path}`, async (c) => {
      const { actor } = shellOf(c, staff)
      needRole(actor, 'secretary')
      const id = bundleIdOf(c)
      const typed = filled(await typedForm(c))
      try {
        await asActor(staff.db, staff.door, actor, (tx) => act(tx, actor, id, typed, c))
      } catch (thrown) {
        const { returned, status } = refused(thrown, typed)
        return shownBundle(c, staff, id, returned, status)
      }
      return c.redirect(at(`/tap/${id}`, langOf(c.req.query('lang'))), 303)
    })
  }
  return app
}

/** The page of one bundle, with a form that was refused when there is one. */
export async function shownBundle(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  id: string,
  returned: Returned = untouched,
  status: 200 | 400 | 409 = 200,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const inside = actor.roles.some((role) => role === 'secretary' || role === 'lead')
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const bundle = await bundleById(tx, actor, id)
    return { bundle, office: inside ? await shownOffice(tx, actor, staff, bundle) : null }
  })
  return c.html(<BundlePage {...shell} {...page} returned={returned} />, status)
}

async function shownOffice(
  tx: Tx,
  actor: Actor,
  { door }: StaffDoor,
  { id, record }: BundleEntry,
): Promise<ShownOffice> {
  return {
    acts: door === 'console' && actor.roles.includes('secretary'),
    ...(await officeOf(tx, id)),
    consultations: await consultationsOf(tx, id),
    outcome: await outcomeOf(tx, id),
    remedies: await remediesOf(tx, record),
    openings: await openingsOf(tx, actor, id),
  }
}

async function scanIn(c: Context): Promise<Uint8Array<ArrayBuffer>> {
  const { scan } = await c.req.parseBody()
  return scan instanceof File ? new Uint8Array(await scan.arrayBuffer()) : new Uint8Array()
}
