import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Lang, langOf, say } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { ApprovalsPage, type OpenAsk } from '../../views/moderation/approvals.tsx'
import { approvalWords as words } from '../../views/words/console.ts'
import { problemOf, statusOf } from '../problem.ts'
import { type Actor, actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import { type ApprovalHandlers, answer, openApprovals } from '../staff/approvals.ts'
import { parsedForm, typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { isAct } from '../staff/roles.ts'
import type { Describers } from './asked.ts'
import { isId } from './feedback.ts'

const answerForm = z.object({
  answer: z.enum(['agree', 'return']),
  note: z.string().trim().max(2_000).default(''),
})

/** `/dong-y`: every act that waits for a second person, whichever chapter asked. */
export function approvalPages(
  staff: StaffDoor,
  handlers: ApprovalHandlers,
  describers: Describers,
): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/dong-y', (c) => shown(staff, describers, c, {}))
  app.post('/dong-y/:id', async (c) => {
    const actor = actorOf(c)
    try {
      const { answer: given, note } = parsedForm(answerForm, await typedForm(c))
      const approve = given === 'agree'
      const id = c.req.param('id')
      const outcome = await asActor(staff.db, staff.door, actor, (tx) =>
        answer(tx, actor, isId(id) ? id : nobody, { approve, note: note || null }, handlers),
      )
      return c.redirect(at(`/dong-y?done=${outcome}`, langOf(c.req.query('lang'))), 303)
    } catch (thrown) {
      const { code, sentence } = problemOf(thrown)
      if (code !== 'invalid' && code !== 'conflict' && code !== 'forbidden') throw thrown
      return shown(staff, describers, c, { trouble: sentence }, statusOf[code])
    }
  })
  return app
}

const nobody = '00000000-0000-0000-0000-000000000000'

async function shown(
  staff: StaffDoor,
  describers: Describers,
  c: Context<StaffEnv>,
  given: { trouble?: OpenAsk['warnings'][number] },
  status: 200 | 400 | 403 | 409 = 200,
): Promise<Response> {
  const actor = actorOf(c)
  const lang = langOf(c.req.query('lang'))
  const asks = await asksFor(staff, describers, actor, lang)
  const done = c.req.query('done')
  return c.html(
    <ApprovalsPage
      lang={lang}
      actorName={actor.name}
      roles={actor.roles}
      asks={asks}
      done={done === 'agreed' || done === 'declined' ? words[done] : undefined}
      trouble={given.trouble}
    />,
    status,
  )
}

function asksFor(
  staff: StaffDoor,
  describers: Describers,
  actor: Actor,
  lang: Lang,
): Promise<OpenAsk[]> {
  return asActor(staff.db, staff.door, actor, async (tx) => {
    const asks: OpenAsk[] = []
    for (const open of await openApprovals(tx, actor)) {
      const { id, act, askedByName: askedBy, askedAt, expiresAt, mine } = open
      const describe = isAct(act) ? describers[act] : undefined
      const about = await describe?.(tx, actor, open, (sentence) => say(sentence, lang))
      const nothing = { title: '', href: null, lines: [], warnings: [] }
      asks.push({ ...(about ?? nothing), id, act, askedBy, askedAt, expiresAt, mine })
    }
    return asks
  })
}
