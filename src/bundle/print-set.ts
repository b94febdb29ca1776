import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Tx } from '../../db/connection.ts'
import { printedIndex, type ShownIndex } from '../../views/bundle/batch.tsx'
import { meetingProblems as problems } from '../../views/words/meeting.ts'
import { Problem } from '../problem.ts'
import { cycleById } from '../review/cycles.ts'
import { recordsOf } from '../review/records.ts'
import { type Actor, asActor, needRole } from '../staff/actor.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { latestBatch, resultsOf } from './batch-progress.ts'
import { type InTx, piecesOf } from './kept.ts'
import { bundleFile, filesByBundle, listBundles } from './list.ts'
import { opened } from './meeting.ts'
import { type FileName, fileNamed, kindOf } from './render.ts'

/**
 * The last batch of a cycle as an index: every record in the order of the grid, its bundle and what
 * came of it. Raises Problem('forbidden'), 'not_found' while there is no batch.
 */
export async function indexOf(tx: Tx, actor: Actor, id: string): Promise<ShownIndex> {
  needRole(actor, 'secretary', 'lead')
  const { name } = await cycleById(tx, id)
  const batch = await latestBatch(tx, id)
  if (!batch) throw new Problem('not_found', problems.noBatch)
  const { results } = await resultsOf(tx, batch.id)
  const byRecord = new Map(results.map((one) => [one.record, one]))
  const bundles = new Map((await listBundles(tx, actor, { cycle: id })).map((one) => [one.id, one]))
  const lines = (await recordsOf(tx, actor, id)).map(({ id: record, subject }) => {
    const { result, bundle, note } = byRecord.get(record) ?? {}
    const found = bundle ? bundles.get(bundle) : undefined
    return {
      name: subject.name,
      result: result ?? ('waiting' as const),
      note: note ?? null,
      bundle: found
        ? {
            id: found.id,
            version: found.version,
            check: found.check,
            printed: found.files.includes('pdf'),
          }
        : null,
    }
  })
  return { cycle: { id, name }, cutOff: batch.cutOff, lines }
}

/**
 * The print set: the index and the PDFs in its order, one archive that is written while it is sent,
 * so that memory does not grow with the cycle. Raises as `indexOf`, and Problem('conflict') while
 * there is no PDF.
 */
export async function printSet(staff: StaffDoor, actor: Actor, cycle: string): Promise<Readable> {
  const { index, ready } = await asActor(staff.db, staff.door, actor, async (tx) => {
    const found = await indexOf(tx, actor, cycle)
    const printed = found.lines.flatMap(({ name, bundle }, place) =>
      bundle?.printed ? [{ name, place, bundle: bundle.id }] : [],
    )
    if (printed.length === 0) throw new Problem('conflict', problems.batchNotReady)
    for (const { bundle } of printed) await opened(tx, actor, bundle, 'print')
    const files = await filesByBundle(
      tx,
      printed.map(({ bundle }) => bundle),
    )
    const volumes = printed.flatMap((one) =>
      volumesIn(files.get(one.bundle) ?? []).map((file) => ({ ...one, file })),
    )
    return { index: found, ready: volumes }
  })
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(printedIndex(index)), '00-bang-ke.html', { compress: false })
  for (const { name, place, bundle, file } of ready) {
    const volume = file.slice('pdf'.length).replace('-', '-tap-')
    const path = `${String(place + 1).padStart(2, '0')}-${plainName(name)}${volume}.pdf`
    zip.addReadStreamLazy(path, { compress: false }, (give) => {
      const inTx: InTx = (work) => asActor(staff.db, staff.door, actor, work)
      inTx((tx) => bundleFile(tx, actor, bundle, file)).then(
        (kept) => give(null, Readable.from(piecesOf(inTx, kept), { objectMode: false })),
        (error) => give(error, Readable.from([])),
      )
    })
  }
  zip.end()
  const out = new PassThrough()
  zip.on('error', (error) => out.destroy(error instanceof Error ? error : undefined))
  return zip.outputStream.pipe(out)
}

// The volumes of a bundle's PDF, first to last.
function volumesIn(files: readonly string[]): FileName[] {
  const found = files
    .flatMap((name) => fileNamed(name) ?? [])
    .filter((one) => kindOf(one) === 'pdf')
  return found.sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)))
}

// A name every file system takes: `Trần Văn Sóng` → `Tran-Van-Song`.
function plainName(name: string): string {
  const bare = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
  return bare.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60)
}
