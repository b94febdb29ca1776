import { statfs } from 'node:fs/promises'
import pg from 'pg'
import { fitness } from '../../db/fitness.ts'
import { migrated } from '../../db/migrated.ts'
import { both } from '../../views/lang.ts'
import { cliWords, doctorWords as words } from '../../views/words/cli.ts'
import { troubleWords } from '../../views/words/database.ts'
import type { Config } from '../config.ts'
import { keysPresent } from '../seal/keydir.ts'
import { publicParts } from '../seal/keys.ts'
import { chatFindings, lostTokens } from './doctor-channels.ts'
import { mailFindings, publicFinding } from './doctor-mail.ts'
import { advice, bad, type Finding, good } from './finding.ts'
import { ownerUrl } from './owner.ts'
import type { Print } from './verify.ts'

const marks = { good: '✓', advice: '!', bad: '✗' }

/** `ydan doctor`: looks at what a running deployment needs and says what to do. 1 when something is wrong. */
export async function doctorCommand(config: Config, out: Print): Promise<number> {
  const findings = [
    good(words.configuration),
    ...(await databaseFindings(config)),
    ...(await keyFindings(config)),
    await diskFinding(config),
    await publicFinding(config),
    ...chatFindings(config),
    ...(await mailFindings(config)),
  ]
  for (const { level, what } of findings) out(`${marks[level]} ${both(what)}`)
  return findings.some(({ level }) => level === 'bad') ? 1 : 0
}

async function databaseFindings(config: Config): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: await ownerUrl(config).catch(() => 'postgres://127.0.0.1:1'),
    connectionTimeoutMillis: 4000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const unfit = await fitness(client)
    if (unfit) return [bad(troubleWords(unfit.code, unfit.about))]
    const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now')
    const apart = Math.abs(Date.now() - (rows[0]?.now.getTime() ?? 0))
    const isMigrated = await migrated(client)
    return [
      good(words.database),
      isMigrated ? good(words.migrated) : bad(words.migratedNot),
      ...(isMigrated ? await lostTokens(client) : []),
      apart < 5000 ? good(words.clock) : bad(words.clockOff),
    ]
  } catch {
    return [bad(cliWords.notRunning)]
  } finally {
    await client.end().catch(() => {})
  }
}

async function keyFindings(config: Config): Promise<Finding[]> {
  if (!(await keysPresent(config.KEYS_DIR))) return [bad(words.keysMissing)]
  const { locked } = await publicParts(config.KEYS_DIR)
  return [good(words.keys), ...(locked ? [] : [advice(words.keysBare)])]
}

async function diskFinding(config: Config): Promise<Finding> {
  const disk = await statfs(config.DATA_DIR).catch(() => statfs('.'))
  return disk.bavail / disk.blocks < 0.1 ? bad(words.diskLow) : good(words.disk)
}
