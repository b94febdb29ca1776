import { type Context, Hono } from 'hono'
import { BundlesPage } from '../../views/bundle/bundle.tsx'
import { langOf } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { Problem } from '../problem.ts'
import { isId } from '../review/fields.ts'
import { shellOf } from '../review/typed.ts'
import { actorOf, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { parsedForm, typedForm } from '../staff/form.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { download } from './api.ts'
import { copiesPages } from './copies-pages.tsx'
import { entryPages, readerPages } from './entry-pages.tsx'
import { askBundle, newBundle } from './freeze.ts'
import { largestScan } from './handover.ts'
import type { InTx } from './kept.ts'
import { bundleFile, listBundles } from './list.ts'
import { opened } from './meeting.ts'
import { officePages, shownBundle } from './office-pages.tsx'
import { preparePages } from './prepare-pages.tsx'
import { readingPages } from './reading-pages.tsx'
import { fileNamed, kindOf } from './render.ts'
import { bundleIdOf, upTo } from './shell.ts'
import { workingGroupPages } from './working-group-pages.tsx'

/** The bundle's screens: asking, handing over, preparing at the console; reading at both doors. */
export function bundlePages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const guard = staffGuard(staff)
  for (const path of ['/tap', '/tap/*', '/ho-so/:id/dong-tap', '/ky/:id/chuan-bi/*']) {
    app.use(path, guard)
  }
  app.use('/tap/*', upTo(largestScan + 64 * 1024))
  app.use('/ky/:id/chuan-bi/*', upTo(64 * 1024))
  app.get('/tap', async (c) => {
    const { actor, shell } = seen(c, staff)
    const bundles = await asActor(staff.db, staff.door, actor, (tx) => listBundles(tx, actor, {}))
    return c.html(<BundlesPage {...shell} bundles={bundles} />)
  })
  app.get('/tap/:name', (c) => bundleOrFile(c, staff))
  app.route('/', readingPages(staff))
  app.route('/', entryPages(staff))
  app.route('/', officePages(staff))
  app.route('/', readerPages(staff))
  app.route('/', copiesPages(staff))
  if (staff.door === 'console') {
    app.route('/', preparePages(staff))
    app.route('/', workingGroupPages(staff))
    app.post('/ho-so/:id/dong-tap', async (c) => {
      const actor = actorOf(c)
      const given = parsedForm(newBundle, await typedForm(c))
      const record = bundleIdOf(c)
      const { id } = await asActor(staff.db, staff.door, actor, (tx) =>
        askBundle(tx, actor, record, given),
      )
      return c.redirect(at(`/tap/${id}`, langOf(c.req.query('lang'))), 303)
    })
  }
  return app
}

async function bundleOrFile(c: Context<StaffEnv>, staff: StaffDoor): Promise<Response> {
  const { actor } = seen(c, staff)
  const [id = '', ending] = (c.req.param('name') ?? '').split('.')
  const file = fileNamed(ending)
  if (!isId(id) || (ending !== undefined && !file)) throw new Problem('not_found', words.notFound)
  if (!file) return shownBundle(c, staff, id)
  const inTx: InTx = (work) => asActor(staff.db, staff.door, actor, work)
  const kept = await inTx(async (tx) => {
    const found = await bundleFile(tx, actor, id, file)
    await opened(tx, actor, id, kindOf(file))
    return found
  })
  return download(inTx, kept, file)
}

function seen(c: Context<StaffEnv>, staff: StaffDoor) {
  const { actor, ...shell } = shellOf(c, staff)
  needRole(actor, 'secretary', 'lead', 'reader')
  return { actor, shell }
}
