import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { langOf, type Sentence } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { CustodiansPage } from '../../views/staff/custodians.tsx'
import { custodianProblems as problems } from '../../views/words/custodians.ts'
import { problemWords } from '../../views/words/problems.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { toBase64 } from '../seal/bytes.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import type { Roster } from '../seal/roster.ts'
import { type Actor, actorOf, asActor, needRole, type StaffEnv } from './actor.ts'
import { browserScript } from './browser-script.ts'
import { keepKey, newKey, newSecret, ownKey, replaceSecret } from './custodian-keys.ts'
import { askKeyChange, keyChange, rosterOf, shownKeys } from './custodians.ts'
import { parsedForm, typedForm } from './form.ts'
import { type StaffDoor, staffGuard } from './guard.ts'
import { noticeDays, setNoticeDays } from './opening-notice.ts'

const script = new URL('custodian-page.ts', import.meta.url)
const daysForm = z.object({ days: z.coerce.number().int().min(0).max(365) })

/**
 * `/nguoi-giu-khoa`, at the console: custodians make their keys, administrators ask for changes,
 * leads compare fingerprints. `signingKeys` (raw) are those whose rosters are believed.
 */
export function custodianPages(
  staff: StaffDoor,
  signingKeys: readonly Uint8Array[],
): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 16 * 1024, onError: tooLarge })
  app.use('/nguoi-giu-khoa/*', staffGuard(staff), limit)
  const shown = (c: Context<StaffEnv>, trouble?: Sentence, status: 200 | 400 | 409 | 503 = 200) =>
    page(staff, signingKeys, c, trouble, status)

  app.get('/nguoi-giu-khoa', (c) => shown(c))
  app.get('/nguoi-giu-khoa/ma.js', async (c) =>
    c.body(await browserScript(script), 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  app.post('/nguoi-giu-khoa/khoa', async (c) => {
    const actor = actorOf(c)
    const given = parsedJson(newKey, await c.req.json().catch(() => null))
    const id = await asActor(staff.db, staff.door, actor, (tx) => keepKey(tx, actor, given))
    return c.json({ id }, 201)
  })
  app.post('/nguoi-giu-khoa/khoa/:id', async (c) => {
    const actor = actorOf(c)
    const given = parsedJson(newSecret, await c.req.json().catch(() => null))
    const id = z.uuid().safeParse(c.req.param('id')).data
    if (!id) throw new Problem('not_found', problems.noKey)
    await asActor(staff.db, staff.door, actor, (tx) => replaceSecret(tx, actor, id, given))
    return c.body(null, 204)
  })
  app.post('/nguoi-giu-khoa/thay-doi', (c) =>
    fromForm(staff, c, shown, async (tx, actor, form) => {
      await askKeyChange(tx, actor, parsedForm(keyChange, form), signingKeys)
      return '/nguoi-giu-khoa?done=asked'
    }),
  )
  app.post('/nguoi-giu-khoa/bao', (c) =>
    fromForm(staff, c, shown, async (tx, actor, form) => {
      const days = daysForm.safeParse(form).data?.days
      if (days === undefined) throw new Problem('invalid', problems.days)
      await setNoticeDays(tx, actor, days)
      return '/nguoi-giu-khoa?done=saved'
    }),
  )
  return app
}

type Shown = (c: Context<StaffEnv>, trouble: Sentence, status: 400 | 409 | 503) => Promise<Response>
type Work = (tx: Tx, actor: Actor, form: Awaited<ReturnType<typeof typedForm>>) => Promise<string>

async function fromForm(staff: StaffDoor, c: Context<StaffEnv>, shown: Shown, work: Work) {
  const actor = actorOf(c)
  const form = await typedForm(c)
  try {
    const to = await asActor(staff.db, staff.door, actor, (tx) => work(tx, actor, form))
    return c.redirect(at(to, langOf(c.req.query('lang'))), 303)
  } catch (thrown) {
    const { code, sentence } = problemOf(thrown)
    if (code !== 'invalid' && code !== 'conflict' && code !== 'unavailable') throw thrown
    return shown(c, sentence, statusOf[code])
  }
}

async function page(
  staff: StaffDoor,
  signingKeys: readonly Uint8Array[],
  c: Context<StaffEnv>,
  trouble: Sentence | undefined,
  status: 200 | 400 | 409 | 503,
): Promise<Response> {
  const actor = actorOf(c)
  needRole(actor, 'custodian', 'admin', 'lead', 'auditor')
  const { roster, keys, own, days } = await asActor(staff.db, staff.door, actor, async (tx) => {
    const roster = await believed(rosterOf(tx, actor.organisation, signingKeys))
    return {
      roster,
      keys: await shownKeys(tx, roster ?? noRoster(actor)),
      own: actor.roles.includes('custodian') ? await ownKey(tx, actor) : null,
      days: await noticeDays(tx, actor.organisation),
    }
  })
  const done = c.req.query('done')
  return c.html(
    <CustodiansPage
      lang={langOf(c.req.query('lang'))}
      actorName={actor.name}
      roles={actor.roles}
      version={roster?.version ?? null}
      keys={keys}
      own={
        own && {
          id: own.id,
          publicKey: toBase64(own.publicKey),
          fingerprint: fingerprint(own.publicKey),
        }
      }
      noticeDays={days}
      done={done === 'asked' || done === 'saved' ? done : undefined}
      trouble={trouble}
    />,
    status,
  )
}

// A list that cannot be believed is said so on the page, which must still open.
async function believed(roster: Promise<Roster>): Promise<Roster | null> {
  try {
    return await roster
  } catch (thrown) {
    if (problemOf(thrown).code !== 'unavailable') throw thrown
    return null
  }
}

function noRoster({ organisation }: Actor): Roster {
  return { organisation, version: 0, custodians: [] }
}

function parsedJson<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const parsed = shape.safeParse(given)
  if (!parsed.success) throw new Problem('invalid', staffProblems.fields)
  return parsed.data
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
