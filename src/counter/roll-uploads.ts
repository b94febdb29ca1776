import { randomUUID } from 'node:crypto'
import { rollProblems as problems, type RollKind } from '../../views/words/rolls.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { type RollTable, rollTable } from './roll-table.ts'

/** A list in memory: names and birth years lie in it, so it is never written to disk. */
export type RollUpload = {
  id: string
  person: string
  organisation: string
  kind: RollKind
  bytes: Uint8Array
  table: RollTable
  /** When it was last used, milliseconds since 1970. */
  at: number
}

const mostHeld = 8
const keptFor = 60 * 60_000

/** The lists being imported in this process: at most eight, each for an hour after its last use. */
export function createRollUploads(now = Date.now) {
  const held = new Map<string, RollUpload>()

  function tidy() {
    for (const one of [...held.values()].sort((a, b) => a.at - b.at)) {
      if (now() - one.at > keptFor || held.size > mostHeld) held.delete(one.id)
    }
  }

  return {
    /** Reads and keeps a list. Raises what `rollTable` raises. */
    async keep(actor: Actor, kind: RollKind, bytes: Uint8Array): Promise<RollUpload> {
      const table = await rollTable(bytes, kind)
      const { person, organisation } = actor
      const upload = { id: randomUUID(), person, organisation, kind, bytes, table, at: now() }
      held.set(upload.id, upload)
      tidy()
      return upload
    },
    /** A list this person uploaded in this organisation. Raises Problem('not_found'). */
    of({ person, organisation }: Actor, id: string): RollUpload {
      tidy()
      const found = held.get(id)
      if (found?.person !== person || found.organisation !== organisation) {
        throw new Problem('not_found', problems.gone)
      }
      found.at = now()
      return found
    },
    /** Lets go of a list that is in. */
    drop(id: string): void {
      held.delete(id)
    },
  }
}
