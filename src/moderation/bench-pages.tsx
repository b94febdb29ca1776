import { type Context, Hono } from 'hono'
import { langOf, type Sentence } from '../../views/lang.ts'
import type { FieldErrors } from '../../views/letterbox/parts.tsx'
import { at } from '../../views/links.ts'
import { BenchPage } from '../../views/moderation/bench.tsx'
import type { TypedDecision } from '../../views/moderation/decision.tsx'
import { filterQuery } from '../../views/moderation/filter.tsx'
import { foldWords } from '../../views/words/folds.ts'
import { moderationWords as words } from '../../views/words/moderation.ts'
import { staffFieldErrors, staffProblems } from '../../views/words/staff.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import { type TypedForm, typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { attachmentOf, fileAnswer } from './attachments.ts'
import { benchOf, feedbackNumbered, foldedLetter, type Returned } from './bench.ts'
import { type NewDecision, newDecision } from './decision.ts'
import { decide } from './decisions.ts'
import { feedbackById } from './feedback.ts'
import { neighbours } from './queue.ts'
import { queueFilterOf } from './queue-filter.ts'
import { doneOf, filterWords } from './queue-pages.tsx'
import { reread } from './readings.ts'
import { readyRepliesOf } from './ready-replies.ts'
import { recuse } from './recusals.ts'
import { summarise } from './summaries.ts'
import type { Vault } from './vault.ts'

type Refusal = { trouble?: Sentence; errors?: FieldErrors; status?: 200 | 400 | 409 }

/** `/y-kien/:id`: one feedback, its summary, its decision, its files. */
export function benchPages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/y-kien/:id', (c) => shown(staff, vault, c, {}, {}))
  app.get('/y-kien/:id/tep/:attachment', async (c) => {
    const actor = actorOf(c)
    const { id, attachment } = c.req.param()
    const file = await asActor(staff.db, staff.door, actor, (tx) =>
      attachmentOf(tx, vault, actor, id, attachment),
    )
    return fileAnswer(file)
  })
  app.post('/y-kien/:id/tom-tat', async (c) => {
    const actor = actorOf(c)
    const id = c.req.param('id')
    const text = one(await typedForm(c), 'text')
    try {
      await asActor(staff.db, staff.door, actor, (tx) => summarise(tx, vault, actor, id, text))
    } catch (thrown) {
      return shown(staff, vault, c, { text }, refusalOf(thrown))
    }
    return c.redirect(herePath(c), 303)
  })
  app.post('/y-kien/:id/che-ten', async (c) => {
    const actor = actorOf(c)
    const text = await asActor(staff.db, staff.door, actor, (tx) =>
      foldedLetter(tx, vault, actor, c.req.param('id')),
    )
    return shown(staff, vault, c, { text }, {}, foldWords.copied)
  })
  app.post('/y-kien/:id/doc-lai', async (c) => {
    const actor = actorOf(c)
    const typed = await typedForm(c)
    const reading = { letter: one(typed, 'letter'), charset: one(typed, 'charset') }
    const at = { feedback: c.req.param('id'), letter: reading.letter }
    try {
      if (one(typed, 'step') === 'try') return await shown(staff, vault, c, { reading }, {})
      await asActor(staff.db, staff.door, actor, (tx) =>
        reread(tx, vault, actor, at, reading.charset),
      )
    } catch (thrown) {
      return shown(staff, vault, c, {}, refusalOf(thrown))
    }
    return c.redirect(herePath(c), 303)
  })
  app.post('/y-kien/:id/giao', async (c) => {
    const actor = actorOf(c)
    await asActor(staff.db, staff.door, actor, (tx) => recuse(tx, actor, c.req.param('id')))
    return c.redirect(at('/y-kien?state=open', langOf(c.req.query('lang'))), 303)
  })
  app.post('/y-kien/:id/quyet-dinh', async (c) => {
    const typed = await typedForm(c)
    const decision = typedDecision(typed)
    if (one(typed, 'step') === 'find') return shown(staff, vault, c, { decision }, {})
    if (one(typed, 'step') === 'insert') {
      const message = await withReady(staff, c, decision.message, one(typed, 'ready'))
      return shown(staff, vault, c, { decision: { ...decision, message } }, {})
    }
    try {
      return c.redirect(await decided(staff, vault, c, decision), 303)
    } catch (thrown) {
      return shown(staff, vault, c, { decision }, refusalOf(thrown))
    }
  })
  return app
}

async function shown(
  staff: StaffDoor,
  vault: Vault,
  c: Context<StaffEnv, '/y-kien/:id'>,
  returned: Returned,
  { trouble, errors = {}, status = 200 }: Refusal,
  done?: Sentence,
): Promise<Response> {
  const actor = actorOf(c)
  const filter = filterWords(c)
  const tail = filterQuery(filter)
  const place = { id: c.req.param('id'), filter: queueFilterOf(filter), tail }
  const bench = await asActor(staff.db, staff.door, actor, (tx) =>
    benchOf(tx, vault, actor, place, returned),
  )
  return c.html(
    <BenchPage
      {...bench}
      lang={langOf(c.req.query('lang'))}
      actorName={actor.name}
      roles={actor.roles}
      filter={filter}
      today={dayInVietNam()}
      letter={{ ...bench.letter, error: errors.charset }}
      summary={{ ...bench.summary, error: errors.text }}
      decision={bench.decision && { ...bench.decision, errors }}
      done={done ?? doneOf(c)}
      trouble={trouble}
    />,
    status,
  )
}

/** The message with a ready answer below it; a title nobody has changes nothing. */
async function withReady(
  staff: StaffDoor,
  c: Context<StaffEnv>,
  message: string,
  title: string,
): Promise<string> {
  const actor = actorOf(c)
  const ready = await asActor(staff.db, staff.door, actor, (tx) => readyRepliesOf(tx, actor))
  const text = ready.find((each) => each.title === title)?.text ?? ''
  return [message.trimEnd(), text].filter((part) => part !== '').join('\n')
}

// Decides, and answers where to go on: the next older one under the filter, else the queue.
async function decided(
  staff: StaffDoor,
  vault: Vault,
  c: Context<StaffEnv, '/y-kien/:id'>,
  typed: TypedDecision,
): Promise<string> {
  const actor = actorOf(c)
  const id = c.req.param('id')
  const filter = filterWords(c)
  const { path, ...done } = await asActor(staff.db, staff.door, actor, async (tx) => {
    const row = await feedbackById(tx, id)
    const { older } = await neighbours(tx, vault, actor, row, queueFilterOf(filter))
    const given = parsed({ ...typed, into: await feedbackNumbered(tx, typed.into) })
    const outcome = await decide(tx, vault, actor, id, given)
    return {
      path: older === null ? '/y-kien' : `/y-kien/${older}`,
      done: row.number,
      how: 'approval' in outcome ? 'asked' : 'decided',
    }
  })
  return at(`${path}${filterQuery({ ...filter, ...done })}`, langOf(c.req.query('lang')))
}

// A field left empty is a field not given.
function parsed(typed: TypedDecision): NewDecision {
  const given = Object.entries(typed).filter(([, value]) => value.length > 0)
  const found = newDecision.safeParse(Object.fromEntries(given))
  if (found.success) return found.data
  const errors = found.error.issues.map(({ path }) => ({
    path: String(path[0] ?? ''),
    message: path[0] === 'verdict' ? words.verdictMissing : staffFieldErrors.unusable,
  }))
  throw new Problem('invalid', staffProblems.fields, errors)
}

function typedDecision(typed: TypedForm): TypedDecision {
  const text = (name: string) => one(typed, name)
  return {
    verdict: text('verdict'),
    officials: [typed.officials ?? []].flat(),
    collectives: [typed.collectives ?? []].flat(),
    topic: text('topic'),
    standing: text('standing'),
    polarity: text('polarity'),
    fold: text('fold'),
    reason: text('reason'),
    into: text('into'),
    message: text('message'),
    note: text('note'),
    find: text('find').slice(0, 100),
  }
}

function one(typed: TypedForm, name: string): string {
  return [typed[name] ?? ''].flat()[0] ?? ''
}

function refusalOf(thrown: unknown): Refusal {
  const { code, sentence, errors } = problemOf(thrown)
  if (code !== 'invalid' && code !== 'conflict') throw thrown
  const byField = Object.fromEntries(errors.map(({ path, message }) => [path, message]))
  return { trouble: sentence, errors: byField, status: statusOf[code] }
}

function herePath(c: Context<StaffEnv, '/y-kien/:id'>): string {
  const path = `/y-kien/${c.req.param('id')}${filterQuery(filterWords(c))}`
  return at(path, langOf(c.req.query('lang')))
}
