import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { connect, transaction } from '../../db/connection.ts'
import { both, type Sentence } from '../../views/lang.ts'
import { cliWords } from '../../views/words/cli.ts'
import {
  checkpointFaults,
  checkpointNames,
  copiesWords,
  custodyWords as words,
} from '../../views/words/custody.ts'
import { progressWords } from '../../views/words/progress.ts'
import type { Config } from '../config.ts'
import { restoreCopies } from '../custody/copies.ts'
import { headSize, type LogOwner, logOwners, type Read } from '../custody/entries.ts'
import { originOf, statedHead } from '../custody/head.ts'
import { signingPublicKeys } from '../custody/keys.ts'
import { noteIn } from '../custody/note-text.ts'
import { type GivenCheckpoint, type Verification, verifyCustody } from '../custody/verify.ts'
import { Problem } from '../problem.ts'
import { tellAll } from '../staff/notices.ts'
import { ownerUrl } from './owner.ts'
import { type Step, withProgress } from './progress.ts'
import type { Print } from './verify.ts'

type Asked = {
  act: 'verify' | 'restore-copies'
  organisation?: string
  checkpoint?: string
  reason?: string
}

/**
 * `ydan custody verify [--organisation CODE] [--checkpoint FILE]`: prints what holds and what does
 * not, Vietnamese first; `custody restore-copies --checkpoint FILE --reason REASON`. Exit code 0 the log is whole, 1 it is not or cannot be read, 2 wrong usage.
 * Raises Problem('unavailable') when database or keys cannot be read.
 */
export async function custodyCommand(
  config: Config,
  argv: readonly string[],
  out: Print,
  err: Print,
): Promise<number> {
  const asked = parse(argv)
  if (asked === 'help' || asked === 'wrong') {
    const print = asked === 'help' ? out : err
    for (const sentence of [words.usage, words.help]) tell(print, sentence)
    return asked === 'help' ? 0 : 2
  }
  const given = await givenCheckpoint(asked)
  const publicKeys = await signingPublicKeys(config.KEYS_DIR)
  return withDatabase(config, async (read) => {
    const log = await logAskedFor(read, asked, given)
    const setting = { read, publicKeys, dataDir: config.DATA_DIR }
    if (asked.act === 'restore-copies' && log && given) {
      return copiesAgain(setting, log, given, asked.reason ?? '', out)
    }
    const findings = await withProgress(progressWords.custody, async (step) => {
      const told = await entriesTold(read, log, step)
      return verifyCustody({ ...setting, beside: read, told }, log && { log, given })
    })
    for (const { holds, organisation, what } of findings) {
      out(`${holds ? '✓' : '✗'} ${organisation === null ? '' : `${organisation}: `}${both(what)}`)
    }
    const whole = findings.every(({ holds }) => holds)
    if (whole) tell(out, words.holds)
    else err(both(words.fails))
    return whole ? 0 : 1
  })
}

async function entriesTold(read: Read, only: LogOwner | undefined, step: Step) {
  let of = 0
  for (const { id } of only ? [only] : await read(logOwners)) {
    of += await read((tx) => headSize(tx, id))
  }
  let done = 0
  return (entries: number) => {
    done += entries
    step(done, of)
  }
}

async function copiesAgain(
  setting: Verification,
  log: LogOwner,
  given: GivenCheckpoint,
  reason: string,
  out: Print,
): Promise<number> {
  const { written, day, size, newest } = await restoreCopies(setting, log, given, reason)
  await setting.read(async (tx) => {
    for (const role of ['lead', 'auditor', 'admin'] as const) {
      await tellAll(tx, log.id, role, 'copies-restored', { day })
    }
  })
  tell(out, copiesWords.restored(written, day, size))
  if (day < newest) tell(out, copiesWords.older(day, newest))
  return 0
}

function parse(argv: readonly string[]): Asked | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        organisation: { type: 'string' },
        checkpoint: { type: 'string' },
        reason: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    const { help: _, ...wanted } = values
    const act = positionals.join(' ')
    if (act === 'verify') return values.reason === undefined ? { act, ...wanted } : 'wrong'
    const isWhole = values.checkpoint !== undefined && (values.reason ?? '').trim() !== ''
    return act === 'restore-copies' && isWhole ? { act, ...wanted } : 'wrong'
  } catch {
    return 'wrong'
  }
}

async function givenCheckpoint(asked: Asked): Promise<GivenCheckpoint | undefined> {
  const { checkpoint: path, organisation } = asked
  if (path === undefined) return undefined
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Problem('invalid', words.cannotRead(path))
  })
  const note = noteIn(text)
  const file = basename(path)
  if (organisation === undefined && !statedHead(note)) {
    throw new Problem('invalid', checkpointFaults.malformed(checkpointNames.given(file)))
  }
  return { file, note }
}

// A checkpoint says itself of which log it is, unless somebody knows better.
async function logAskedFor(
  read: Read,
  { organisation }: Asked,
  given: GivenCheckpoint | undefined,
): Promise<LogOwner | undefined> {
  if (organisation === undefined && !given) return undefined
  const code = organisation ?? statedHead(given?.note ?? '')?.origin.replace(originOf(''), '') ?? ''
  const log = (await read(logOwners)).find((one) => one.code === code)
  if (!log) throw new Problem('not_found', words.unknownOrganisation(code))
  return log
}

// A whole log takes longer than a request may.
const patience = 30 * 60_000

async function withDatabase<T>(config: Config, work: (read: Read) => Promise<T>): Promise<T> {
  const url = await ownerUrl(config)
  const { db, pool, close } = connect(url, { max: 2, name: 'command', limit: patience })
  try {
    await pool.query('select 1').catch(() => {
      throw new Problem('unavailable', cliWords.notRunning)
    })
    return await work((one) => transaction(db, one))
  } finally {
    await close()
  }
}

function tell(print: Print, sentence: Sentence) {
  print(sentence.vi)
  print(sentence.en)
}
