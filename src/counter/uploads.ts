import { createHash, randomUUID } from 'node:crypto'
import { importProblems as problems } from '../../views/words/import.ts'
import { Problem, problemOf } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import type { Counter } from './counter.ts'
import { columnsOf, type ImportFile, type Tried, takeOver, tryImport } from './import.ts'
import type { Mapping } from './import-row.ts'

/** Where a file stands on its way in. */
export type Run =
  | { stage: 'trying'; line: number }
  | { stage: 'tried'; tried: Tried }
  | { stage: 'importing'; done: number; rows: number }
  | { stage: 'done'; taken: number; repeats: number }
  | { stage: 'failed'; problem: Problem; importing: boolean }

/** A file in memory: letters of people lie in it, so it is never written to disk. */
export type Upload = ImportFile & {
  id: string
  person: string
  columns: readonly string[]
  mapping: Mapping | null
  run: Run | null
  /** When it was last used, milliseconds since 1970. */
  at: number
}

/** Most bytes of a file. */
export const mostBytes = 40 << 20
const mostHeld = 4
const keptFor = 60 * 60_000

/** The files being taken over in this process: at most four, each for an hour after its last use. */
export function createUploads(now = Date.now) {
  const held = new Map<string, Upload>()

  function tidy() {
    const idle = [...held.values()].filter((one) => !isBusy(one)).sort((a, b) => a.at - b.at)
    for (const one of idle) {
      if (now() - one.at > keptFor || held.size > mostHeld) held.delete(one.id)
    }
  }

  return {
    /** Keeps a file. Raises Problem('invalid') when it cannot be read or is empty, 'too_large'. */
    async keep(actor: Actor, source: string, bytes: Uint8Array): Promise<Upload> {
      if (bytes.length > mostBytes) throw new Problem('too_large', problems.tooLarge)
      const columns = await columnsOf(bytes)
      const sha256 = createHash('sha256').update(bytes).digest()
      const mine = { id: randomUUID(), person: actor.person, source, bytes, sha256 }
      const upload: Upload = { ...mine, columns, mapping: null, run: null, at: now() }
      held.set(upload.id, upload)
      tidy()
      return upload
    },
    /** A file this person uploaded. Raises Problem('not_found'). */
    of(actor: Actor, id: string): Upload {
      tidy()
      const found = held.get(id)
      if (found?.person !== actor.person) throw new Problem('not_found', problems.gone)
      found.at = now()
      return found
    },
    /**
     * Starts the dry run; it goes on by itself, `upload.run` tells how far. Raises
     * Problem('conflict') while it is under way already.
     */
    begin(counter: Counter, actor: Actor, upload: Upload, mapping: Mapping): Promise<void> {
      if (isBusy(upload)) throw new Problem('conflict', problems.notTried)
      upload.mapping = mapping
      return running(upload, { stage: 'trying', line: 0 }, async () => {
        const tried = await tryImport(counter, actor, upload, mapping, (line) => {
          upload.run = { stage: 'trying', line }
        })
        return { stage: 'tried', tried }
      })
    },
    /** Takes the file over. Raises Problem('conflict') before a dry run without errors. */
    finish(counter: Counter, actor: Actor, upload: Upload): Promise<void> {
      const { mapping, run } = upload
      if (!mapping || run?.stage !== 'tried' || run.tried.wrong > 0) {
        throw new Problem('conflict', problems.notTried)
      }
      const { rows } = run.tried
      return running(upload, { stage: 'importing', done: 0, rows }, async () => {
        const done = await takeOver(counter, actor, upload, mapping, (count) => {
          upload.run = { stage: 'importing', done: count, rows }
        })
        return { stage: 'done', ...done }
      })
    },
  }
}

function isBusy({ run }: Upload): boolean {
  return run?.stage === 'trying' || run?.stage === 'importing'
}

// Never rejects: what went wrong is shown on the page of the file.
async function running(upload: Upload, first: Run, work: () => Promise<Run>): Promise<void> {
  upload.run = first
  const importing = first.stage === 'importing'
  upload.run = await work().catch((thrown): Run => {
    return { stage: 'failed', problem: problemOf(thrown), importing }
  })
}
