import { type Context, Hono } from 'hono'
import { langOf, type Sentence } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { ClusterPage } from '../../views/moderation/cluster.tsx'
import { mergedLine } from '../../views/words/clusters.ts'
import { moderationWords } from '../../views/words/moderation.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { type Actor, actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { parsedForm, typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { feedbackNumbered } from './bench.ts'
import { claimOf, clusterHistory, join, newJoin, newSplit, openVoices, split } from './clusters.ts'
import { decide } from './decisions.ts'
import { feedbackById } from './feedback.ts'
import { linesOf } from './queue.ts'
import type { Vault } from './vault.ts'

type Refusal = { trouble?: Sentence; status?: 200 | 400 | 409 }
const path = '/y-kien/:id/cum'
type Here = Context<StaffEnv, typeof path>

const mostMerged = 100
/** How long one press of the button may work, in milliseconds. */
const patience = 15_000

/** `/y-kien/:id/cum`: letters that nearly copy one another, as one claim; for who reads letters. */
export function clusterPages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get(path, (c) => shown(staff, vault, c, {}))
  app.post('/y-kien/:id/cum/tach', async (c) => {
    const typed = await typedForm(c)
    return acted(staff, vault, c, (actor) =>
      asActor(staff.db, staff.door, actor, (tx) =>
        split(tx, actor, c.req.param('id'), parsedForm(newSplit, typed)),
      ),
    )
  })
  app.post('/y-kien/:id/cum/nhap', async (c) => {
    const typed = await typedForm(c)
    return acted(staff, vault, c, (actor) =>
      asActor(staff.db, staff.door, actor, async (tx) => {
        const into = await feedbackNumbered(tx, [typed.into ?? ''].flat()[0] ?? '')
        return join(tx, actor, c.req.param('id'), parsedForm(newJoin, { ...typed, into }))
      }),
    )
  })
  app.post('/y-kien/:id/cum/gop', async (c) => {
    const actor = actorOf(c)
    const { done, left } = await mergeWaiting(staff, vault, actor, c.req.param('id'))
    return c.redirect(here(c, `?gop=${done}&con=${left}`), 303)
  })
  return app
}

/**
 * Merges open voices into the first letter of their claim, each in a transaction of its own as if it
 * were decided by hand: every sender is answered, what needs a lead is asked. Raises
 * Problem('forbidden') unless moderator.
 */
export async function mergeWaiting(
  staff: StaffDoor,
  vault: Vault,
  actor: Actor,
  id: string,
): Promise<{ done: number; left: number }> {
  needRole(actor, 'moderator')
  const { claim, waiting } = await asActor(staff.db, staff.door, actor, async (tx) => ({
    claim: (await claimOf(tx, (await feedbackById(tx, id)).id)).claim,
    waiting: await openVoices(tx, id, 100_000),
  }))
  const until = performance.now() + patience
  let done = 0
  for (const voice of waiting.slice(0, mostMerged)) {
    if (performance.now() > until) break
    const into = { verdict: 'merge' as const, into: claim, officials: [], collectives: [] }
    await asActor(staff.db, staff.door, actor, (tx) => decide(tx, vault, actor, voice, into))
    done += 1
  }
  return { done, left: waiting.length - done }
}

async function acted(
  staff: StaffDoor,
  vault: Vault,
  c: Here,
  act: (actor: Actor) => Promise<void>,
): Promise<Response> {
  try {
    await act(actorOf(c))
  } catch (thrown) {
    const { code, sentence } = problemOf(thrown)
    if (code !== 'invalid' && code !== 'conflict') throw thrown
    return shown(staff, vault, c, { trouble: sentence, status: statusOf[code] })
  }
  return c.redirect(here(c, ''), 303)
}

async function shown(
  staff: StaffDoor,
  vault: Vault,
  c: Here,
  { trouble, status = 200 }: Refusal,
): Promise<Response> {
  const actor = actorOf(c)
  needRole(actor, 'moderator', 'lead')
  const id = c.req.param('id')
  const page = await asActor(staff.db, staff.door, actor, async (tx) => {
    const row = await feedbackById(tx, id)
    if (row.state === 'diverted') throw new Problem('conflict', moderationWords.locked)
    const claim = await claimOf(tx, id)
    const lines = await linesOf(
      tx,
      vault,
      actor,
      claim.voices.map((voice) => voice.id),
    )
    const byId = new Map(lines.map((line) => [line.id, line]))
    const voices = claim.voices.flatMap((voice) => {
      const line = byId.get(voice.id)
      return line ? [{ ...voice, number: line.number, preview: line.preview }] : []
    })
    return {
      ...{ ...claim, voices, id, number: row.number, history: await clusterHistory(tx, id) },
      acts: { waiting: (await openVoices(tx, id, 100_000)).length },
    }
  })
  return c.html(
    <ClusterPage
      {...page}
      lang={langOf(c.req.query('lang'))}
      actorName={actor.name}
      roles={actor.roles}
      trouble={trouble}
      done={mergedOf(c)}
    />,
    status,
  )
}

function mergedOf(c: Here): Sentence | undefined {
  const [done, left] = [c.req.query('gop'), c.req.query('con')].map((given) =>
    given !== undefined && /^\d{1,6}$/.test(given) ? Number(given) : null,
  )
  return typeof done === 'number' && typeof left === 'number' ? mergedLine(done, left) : undefined
}

function here(c: Here, query: string): string {
  return at(`/y-kien/${c.req.param('id')}/cum${query}`, langOf(c.req.query('lang')))
}
