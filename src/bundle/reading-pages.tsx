import { type Context, Hono } from 'hono'
import { ProjectorPage, ReadingPage } from '../../views/bundle/reading.tsx'
import { shellOf } from '../review/typed.ts'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { scanOf } from './handover.ts'
import { opened } from './meeting.ts'
import { readBundle } from './reading.ts'
import { bundleIdOf } from './shell.ts'

/** Reading a bundle on screen and on the projector, and the scan; each opening is logged. */
export function readingPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/tap/:id/xem', async (c) => {
    const { shell, contents } = await read(c, staff, 'screen')
    return c.html(<ReadingPage {...shell} contents={contents} at={new Date()} />)
  })
  app.get('/tap/:id/chieu', async (c) => {
    const { shell, contents } = await read(c, staff, 'projector')
    const place = Number.parseInt(c.req.query('so') ?? '0', 10)
    const page = {
      ...{ lang: shell.lang, actorName: shell.actorName, contents, at: new Date() },
      place: place > 0 && place <= contents.items.length ? place : 0,
      criticism: c.req.query('gop-y') === '1',
    }
    return c.html(<ProjectorPage {...page} />)
  })
  app.get('/tap/:id/ban-quet', async (c) => {
    const { actor } = readerOf(c, staff)
    const id = bundleIdOf(c)
    const { type, bytes } = await asActor(staff.db, staff.door, actor, async (tx) => {
      const scan = await scanOf(tx, actor, id)
      await opened(tx, actor, id, 'scan')
      return scan
    })
    return new Response(bytes, {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="ydan-${id.slice(0, 8)}-da-ky.${type.split('/')[1]}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  })
  return app
}

async function read(c: Context<StaffEnv>, staff: StaffDoor, how: 'screen' | 'projector') {
  const { actor, shell } = readerOf(c, staff)
  const id = bundleIdOf(c)
  const contents = await asActor(staff.db, staff.door, actor, async (tx) => {
    const shown = await readBundle(tx, actor, id)
    await opened(tx, actor, id, how)
    return shown
  })
  return { shell, contents }
}

function readerOf(c: Context<StaffEnv>, staff: StaffDoor) {
  const { actor, ...shell } = shellOf(c, staff)
  needRole(actor, 'secretary', 'lead', 'reader')
  return { actor, shell }
}
