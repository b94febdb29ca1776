import { both } from '../../views/lang.ts'
import { doctorWords as words } from '../../views/words/cli.ts'
import type { Config } from '../config.ts'
import { keysPresent } from '../seal/keydir.ts'
import { publicParts } from '../seal/keys.ts'
import { chatFindings } from './doctor-channels.ts'
import { databaseFindings } from './doctor-database.ts'
import { diskFindings } from './doctor-disk.ts'
import { mailFindings, publicFinding } from './doctor-mail.ts'
import { advice, bad, type Finding, good } from './finding.ts'
import type { Print } from './verify.ts'

const marks = { good: '✓', advice: '!', bad: '✗' }

/** `ydan doctor`: looks at what a running deployment needs and says what to do. 1 when something is wrong. */
export async function doctorCommand(config: Config, out: Print): Promise<number> {
  const findings = [
    good(words.configuration),
    ...(await databaseFindings(config)),
    ...(await keyFindings(config)),
    ...(await diskFindings(config)),
    await publicFinding(config),
    ...chatFindings(config),
    ...(await mailFindings(config)),
  ]
  for (const { level, what } of findings) out(`${marks[level]} ${both(what)}`)
  return findings.some(({ level }) => level === 'bad') ? 1 : 0
}

async function keyFindings(config: Config): Promise<Finding[]> {
  if (!(await keysPresent(config.KEYS_DIR))) return [bad(words.keysMissing)]
  const { locked } = await publicParts(config.KEYS_DIR)
  return [good(words.keys), ...(locked ? [] : [advice(words.keysBare)])]
}
