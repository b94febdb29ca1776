import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { organisations } from '../../db/schema.ts'
import { LogPage } from '../../views/counter/log.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { custodyWords } from '../../views/words/custody.ts'
import { newestCheckpoint } from '../custody/checkpoint.ts'
import { openHead, originOf } from '../custody/head.ts'
import { Problem } from '../problem.ts'
import { parse } from '../review/fields.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { addKeeper, endKeeper, keepersOf, lastMails, newKeeper } from '../staff/keepers.ts'
import { checkpointPdf } from './checkpoint-paper.ts'
import type { Counter } from './counter.ts'
import { pdfAnswer } from './press.ts'

const ending = z.object({ keeper: z.uuid() })

/** `/nhat-ky`: the newest checkpoint, its sheet for the minutes, and who keeps checkpoints outside. */
export function logPages(counter: Counter): Hono<StaffEnv> {
  const { staff } = counter
  const app = new Hono<StaffEnv>()
  const within = <T,>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
    asActor(staff.db, staff.door, actor, work)

  app.get('/nhat-ky', (c) => shown(c, untouched, 200))
  app.get('/nhat-ky/diem-chot.pdf', async (c) => {
    const { actor } = shellOf(c, staff)
    mayLook(actor)
    const { newest, front } = await within(actor, (tx) => newestOf(tx, actor))
    if (!newest) throw new Problem('not_found', custodyWords.noneYet)
    const key = await keyOf(counter, actor, newest.note)
    const site = `${counter.baseUrl}/kiem-chung`
    return pdfAnswer(checkpointPdf(newest, { front, key, site }), `diem-chot-${newest.number}`)
  })
  app.post('/nhat-ky/noi-giu', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    try {
      const given = parse(newKeeper, typed)
      await within(actor, (tx) => addKeeper(tx, actor, given))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
    return c.redirect(at('/nhat-ky', lang), 303)
  })
  app.post('/nhat-ky/noi-giu/thoi', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const { keeper } = parse(ending, filled(await typedForm(c)))
    await within(actor, (tx) => endKeeper(tx, actor, keeper))
    return c.redirect(at('/nhat-ky', lang), 303)
  })

  async function shown(c: Context<StaffEnv>, returned: Returned, status: 200 | 400 | 409) {
    const { actor, ...shell } = shellOf(c, staff)
    mayLook(actor)
    const { newest, keepers } = await within(actor, async (tx) => ({
      ...(await newestOf(tx, actor)),
      keepers: await keptBy(tx, actor.organisation),
    }))
    const fingerprint = newest ? await keyOf(counter, actor, newest.note) : null
    const more = { mails: counter.mails === true, changes: actor.roles.includes('admin') }
    const page = { ...shell, ...more, newest: newest ?? null, fingerprint, keepers, returned }
    return c.html(<LogPage {...page} />, status)
  }
  return app
}

function mayLook(actor: Actor): void {
  needRole(actor, 'lead', 'secretary', 'auditor', 'admin')
}

async function newestOf(tx: Tx, { organisation }: Actor) {
  const [found] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, organisation))
  return { newest: await newestCheckpoint(tx, organisation), front: found?.name ?? '' }
}

async function keptBy(tx: Tx, organisation: string) {
  const mails = await lastMails(tx, organisation)
  const keepers = await keepersOf(tx, organisation)
  return keepers.map((keeper) => ({ ...keeper, last: mails.get(keeper.id) ?? null }))
}

// Only of a key that really signed this checkpoint.
async function keyOf(counter: Counter, actor: Actor, note: string): Promise<string | null> {
  const head = await openHead(
    note,
    originOf(actor.organisationCode),
    counter.keys.signingKeys ?? [],
  )
  return 'refused' in head ? null : fingerprint(head.signedBy.publicKey)
}
