import { Hono } from 'hono'
import { z } from 'zod'
import { copyWords as words } from '../../views/words/freezing.ts'
import { Problem } from '../problem.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { openArchive, type Source } from './archive.ts'
import { paperSeal } from './build.ts'
import { contentsOf } from './contents.ts'
import type { CopyRange } from './copies.ts'
import { type InTx, sourceOfKept } from './kept.ts'
import { rawPublicKey } from './key.ts'
import { bundleFile } from './list.ts'
import { names, readJson } from './manifest.ts'
import { opened } from './meeting.ts'
import { shownBundle } from './office-pages.tsx'
import { pack } from './pack.ts'
import { printCopiesApart } from './press-apart.ts'
import { bundleIdOf } from './shell.ts'
import { volumesOf } from './volumes.ts'

const most = 99
/** Items in all copies of one file together, for the memory it takes to set them. */
const mostItems = 3_000

const count = z.coerce.number().int().min(1).max(most)
const newCopies = z
  .object({ copies: count, first: count.default(1), last: count.optional() })
  .transform(({ copies, first, last }) => ({ of: copies, from: first, to: last ?? copies }))
  .refine(({ of, from, to }) => from <= to && to <= of, { path: ['last'] })

/** `POST /tap/:id/ban-so`: numbered copies with the list of who took one, as a ZIP; console only. */
export function copiesPages(staff: StaffDoor): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  if (staff.door !== 'console') return app
  app.post('/tap/:id/ban-so', async (c) => {
    const { actor } = shellOf(c, staff)
    needRole(actor, 'secretary', 'lead')
    const id = bundleIdOf(c)
    const typed = filled(await typedForm(c))
    try {
      const range = rangeOf(typed)
      const inTx: InTx = (work) => asActor(staff.db, staff.door, actor, work)
      const zip = await inTx(async (tx) => {
        await opened(tx, actor, id, 'copies')
        return bundleFile(tx, actor, id, 'zip')
      })
      return answer(await copiesOf(sourceOfKept(inTx, zip), range), range)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shownBundle(c, staff, id, returned, status)
    }
  })
  return app
}

/**
 * Copies of the bundle in this ZIP, which holds all they need: no key and no frozen row is asked.
 * Raises Problem('invalid') when they are too many for one file.
 */
export async function copiesOf(zip: Source, range: CopyRange): Promise<Uint8Array> {
  const needed: readonly string[] = [names.contents, names.key, names.checkpoint]
  const { files } = await openArchive(zip, (path) => needed.includes(path))
  const part = (path: string) => files.get(path) ?? new Uint8Array()
  const contents = contentsOf(readJson(part(names.contents)))
  const publicKey = rawPublicKey(part(names.key))
  if (!contents || !publicKey) throw new Problem('internal', words.unreadable)
  const longest = Math.max(...volumesOf(contents).map((items) => items.length))
  if ((range.to - range.from + 1) * longest > mostItems) {
    throw new Problem('invalid', words.tooMany, [{ path: 'last', message: words.tooMany }])
  }
  const seal = paperSeal(contents, new TextDecoder().decode(part(names.checkpoint)), publicKey)
  const { copies, list } = await printCopiesApart(contents, seal, range)
  const name = `ban-so-${shown(range.from)}-den-${shown(range.to)}`
  const nameOf = (at: number) => (copies.length === 1 ? name : `${name}-tap-${at + 1}`)
  return pack(
    new Map([
      ...copies.map((pdf, at) => [`${nameOf(at)}.pdf`, pdf] as const),
      ['danh-sach-ky-nhan-thu-hoi.pdf', list],
    ]),
  )
}

function rangeOf(typed: Record<string, string>): CopyRange {
  const read = newCopies.safeParse(typed)
  if (read.success) return read.data
  const path = String(read.error.issues[0]?.path[0] ?? 'copies')
  throw new Problem('invalid', words.range, [{ path, message: words.range }])
}

function answer(bytes: Uint8Array, { from, to }: CopyRange): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="ydan-ban-so-${shown(from)}-${shown(to)}.zip"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

function shown(number: number): string {
  return String(number).padStart(2, '0')
}
