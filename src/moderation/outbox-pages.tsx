import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { langOf, type Sentence } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { NoticeBoardPage, OutboxPage, ReadyRepliesPage } from '../../views/moderation/outbox.tsx'
import { outboxWords as words } from '../../views/words/outbox.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem, problemOf } from '../problem.ts'
import { actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { answeredReceipts, sendAgain, stuckIn } from './outbox.ts'
import { keepReadyReplies, readyRepliesOf, readyRepliesText } from './ready-replies.ts'

const daysShape = z.coerce.number().int().min(1).max(365).catch(30)
const office = z.object({ office: z.string() }).partial()

/** `/thu-di`, `/thu-di/cau-mau` and `/thong-bao`: the way back, as far as people have a part in it. */
export function outboxPages(staff: StaffDoor, letterboxUrl: string): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  for (const path of ['/thu-di', '/thu-di/*', '/thong-bao']) app.use(path, staffGuard(staff), limit)
  const known = (c: Context<StaffEnv>) => {
    const actor = actorOf(c)
    const lang = langOf(c.req.query('lang'))
    return { actor, lang, shown: { lang, actorName: actor.name, roles: actor.roles } }
  }
  app.get('/thu-di', async (c) => {
    const { actor, shown } = known(c)
    const lines = await asActor(staff.db, staff.door, actor, (tx) => stuckIn(tx, actor))
    const done = c.req.query('done') === undefined ? undefined : words.askedAgain
    return c.html(<OutboxPage {...shown} lines={lines} done={done} />)
  })
  app.get('/thu-di/cau-mau', (c) => readyPage(c))
  app.post('/thu-di/cau-mau', async (c) => {
    const { actor, lang } = known(c)
    const text = [(await typedForm(c)).text ?? ''].flat()[0] ?? ''
    try {
      await asActor(staff.db, staff.door, actor, (tx) => keepReadyReplies(tx, actor, text))
    } catch (thrown) {
      const { code, sentence } = problemOf(thrown)
      if (code !== 'invalid') throw thrown
      return readyPage(c, { text, trouble: sentence })
    }
    return c.redirect(at('/thu-di/cau-mau?done=1', lang), 303)
  })
  app.post('/thu-di/:item', async (c) => {
    const { actor, lang } = known(c)
    const item = c.req.param('item')
    await asActor(staff.db, staff.door, actor, (tx) => sendAgain(tx, actor, item))
    return c.redirect(at('/thu-di?done=1', lang), 303)
  })
  app.get('/thong-bao', async (c) => {
    const { actor, shown } = known(c)
    const days = daysShape.parse(c.req.query('days') ?? 30)
    const { front, numbers } = await asActor(staff.db, staff.door, actor, (tx) =>
      answeredReceipts(tx, actor, days),
    )
    return c.html(
      <NoticeBoardPage
        {...shown}
        front={front?.name ?? ''}
        office={office.safeParse(front?.settings).data?.office}
        address={letterboxUrl.replace(/^https?:\/\//, '')}
        numbers={numbers}
        days={days}
        today={dayInVietNam()}
      />,
    )
  })
  return app

  async function readyPage(
    c: Context<StaffEnv>,
    typed?: { text: string; trouble: Sentence },
  ): Promise<Response> {
    const { actor, shown } = known(c)
    needRole(actor, 'moderator', 'lead')
    const kept = await asActor(staff.db, staff.door, actor, (tx) => readyRepliesOf(tx, actor))
    const text = typed?.text ?? readyRepliesText(kept)
    const done = c.req.query('done') !== undefined
    return c.html(
      <ReadyRepliesPage {...shown} text={text} trouble={typed?.trouble} done={done} />,
      typed ? 400 : 200,
    )
  }
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
