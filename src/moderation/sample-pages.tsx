import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Tx } from '../../db/connection.ts'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { SamplePage, SamplesPage } from '../../views/moderation/samples.tsx'
import { sampleWords as words } from '../../views/words/samples.ts'
import { Problem } from '../problem.ts'
import { type Actor, actorOf, asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { sampledFile } from './sampled.ts'
import { drawSample, newNote, noteSample, sampleById, samplesOf } from './samples.ts'
import { workingText } from './working-text.ts'

/** `/kiem-tra`: files drawn by lot, without words, for the auditor. */
export function samplePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const run = <T,>(c: Context<StaffEnv>, work: (tx: Tx, actor: Actor) => Promise<T>) => {
    const actor = actorOf(c)
    return asActor(staff.db, staff.door, actor, (tx) => work(tx, actor))
  }
  const lang = (c: Context) => langOf(c.req.query('lang'))
  app.use('/kiem-tra/*', staffGuard(staff), bodyLimit({ maxSize: 64 * 1024 }))
  app.get('/kiem-tra', async (c) => {
    const drawn = await run(c, samplesOf)
    return c.html(<SamplesPage lang={lang(c)} actor={actorOf(c)} samples={drawn} />)
  })
  app.post('/kiem-tra', async (c) => {
    const id = await run(c, drawSample)
    return c.redirect(at(`/kiem-tra/${id}`, lang(c)), 303)
  })
  app.get('/kiem-tra/:id', async (c) => {
    const id = c.req.param('id')
    const page = await run(c, async (tx, actor) => {
      const { items, ...sample } = await sampleById(tx, actor, id)
      const files = []
      for (const { feedback } of items) files.push(await sampledFile(tx, actor, feedback))
      return { ...sample, files }
    })
    return c.html(<SamplePage {...page} lang={lang(c)} actor={actorOf(c)} />)
  })
  app.post('/kiem-tra/:id', async (c) => {
    const id = c.req.param('id')
    const { text = '' } = await typedForm(c)
    const given = newNote.safeParse({ text: workingText([text].flat().join('\n')) })
    if (!given.success) throw new Problem('invalid', words.noteMissing)
    await run(c, (tx, actor) => noteSample(tx, actor, id, given.data))
    return c.redirect(at(`/kiem-tra/${id}`, lang(c)), 303)
  })
  return app
}
