import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { BundlePage, BundlesPage } from '../../views/bundle/bundle.tsx'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { Problem } from '../problem.ts'
import { actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { parsedForm, typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { download } from './api.ts'
import { askBundle, newBundle } from './freeze.ts'
import { bundleById, bundleFile, listBundles } from './list.ts'
import { fileNames } from './render.ts'

/** The bundle's screens: asking at the console, reading and downloading at both doors. */
export function bundlePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.use('/tap', staffGuard(staff))
  app.use('/tap/*', staffGuard(staff))
  app.use('/ho-so/:id/dong-tap', staffGuard(staff))
  app.get('/tap', async (c) => {
    const { actor, shell } = seen(c, staff)
    const bundles = await asActor(staff.db, staff.door, actor, (tx) => listBundles(tx, actor, {}))
    return c.html(<BundlesPage {...shell} bundles={bundles} />)
  })
  app.get('/tap/:name', async (c) => {
    const { actor, shell } = seen(c, staff)
    const [id = '', ending] = c.req.param('name').split('.')
    const file = fileNames.find((name) => name === ending)
    if (!z.uuid().safeParse(id).success || (ending !== undefined && !file)) {
      throw new Problem('not_found', words.notFound)
    }
    return asActor(staff.db, staff.door, actor, async (tx) => {
      if (file) return download(await bundleFile(tx, actor, id, file), file, id)
      return c.html(<BundlePage {...shell} bundle={await bundleById(tx, actor, id)} />)
    })
  })
  if (staff.door === 'console') {
    app.post('/ho-so/:id/dong-tap', async (c) => {
      const actor = actorOf(c)
      const given = parsedForm(newBundle, await typedForm(c))
      const record = z.uuid().safeParse(c.req.param('id'))
      if (!record.success) throw new Problem('not_found', words.notFound)
      const { id } = await asActor(staff.db, staff.door, actor, (tx) =>
        askBundle(tx, actor, record.data, given),
      )
      return c.redirect(at(`/tap/${id}`, langOf(c.req.query('lang'))), 303)
    })
  }
  return app
}

function seen(c: Context<StaffEnv>, { door }: StaffDoor) {
  const actor = actorOf(c)
  needRole(actor, 'secretary', 'lead', 'reader')
  const { name: actorName, roles } = actor
  return { actor, shell: { lang: langOf(c.req.query('lang')), door, actorName, roles } }
}
