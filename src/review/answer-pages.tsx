import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { at } from '../../views/links.ts'
import { AnswersPage } from '../../views/review/answers.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { type Actor, asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { waitingAnswers } from './answers.ts'
import { editExplanation, newEdition } from './editions.ts'
import { parse } from './fields.ts'
import { askSecondLook, newSecondLook } from './second-looks.ts'
import { filled, refused, shellOf } from './typed.ts'

type Typed = Record<string, string>

/** `/tra-loi`: answers of officials, read before they are printed; second looks. */
export function answerPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/tra-loi', (c) => shown(c, staff, untouched, 200))
  const acts = {
    in: async (tx: Tx, actor: Actor, id: string, typed: Typed) => {
      await editExplanation(tx, actor, id, parse(newEdition, { fold: linesOf(typed.fold) }))
    },
    'xem-lai': async (tx: Tx, actor: Actor, id: string, typed: Typed) => {
      await askSecondLook(tx, actor, id, parse(newSecondLook, typed))
    },
  }
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/tra-loi/:id/${name}`, async (c) => {
      const { actor, lang } = shellOf(c, staff)
      const typed = filled(await typedForm(c))
      try {
        await asActor(staff.db, staff.door, actor, (tx) =>
          act(tx, actor, c.req.param('id') ?? '', typed),
        )
      } catch (thrown) {
        const { returned, status } = refused(thrown, typed)
        return shown(c, staff, returned, status)
      }
      return c.redirect(at('/tra-loi', lang), 303)
    })
  }
  return app
}

async function shown(
  c: Context<StaffEnv>,
  staff: StaffDoor,
  returned: Returned,
  status: 200 | 400 | 409,
): Promise<Response> {
  const { actor, ...shell } = shellOf(c, staff)
  const answers = await asActor(staff.db, staff.door, actor, (tx) => waitingAnswers(tx, actor))
  const acts = actor.roles.includes('moderator')
  return c.html(<AnswersPage {...shell} {...{ answers, acts, returned }} />, status)
}

function linesOf(typed = ''): string[] {
  return typed.split(/\r?\n/).filter((line) => line.trim() !== '')
}
