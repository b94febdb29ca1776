import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFindings as words } from '../../views/words/doctor.ts'
import type { Config } from '../config.ts'
import { bad, type Finding, good } from './finding.ts'

/**
 * How full the disks are on which this machine keeps things: DATA_DIR, the keys, the embedded
 * database's files and its log, which may each lie elsewhere. A disk is named once.
 */
export async function diskFindings({ DATA_DIR, KEYS_DIR }: Config): Promise<Finding[]> {
  const cluster = join(DATA_DIR, 'database', 'cluster')
  const seen = new Set<number>()
  const found: Finding[] = []
  for (const path of [cluster, join(cluster, 'pg_wal'), DATA_DIR, KEYS_DIR]) {
    const device = await stat(path).catch(() => undefined)
    if (!device || seen.has(device.dev)) continue
    seen.add(device.dev)
    const { bavail, blocks } = await statfs(path)
    const free = blocks > 0 ? bavail / blocks : 1
    if (free < 0.05) found.push(bad(words.full(path)))
    else if (free < 0.1) found.push(bad(words.low(path)))
  }
  return found.length > 0 ? found : [good(words.room)]
}
