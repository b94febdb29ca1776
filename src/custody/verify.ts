import { join } from 'node:path'
import type { Sentence } from '../../views/lang.ts'
import { checkpointNames, custodyWords as words } from '../../views/words/custody.ts'
import { clockOf } from './clock.ts'
import { compareContents, compareGuards, compareWords } from './contents.ts'
import { asWholes, type LogOwner, logOwners, type Read } from './entries.ts'
import { type FaultList, faultList } from './fault.ts'
import { statedHead } from './head.ts'
import { outsideFolder, outsideFolders, outsideRoot } from './outside.ts'
import { recompute } from './recompute.ts'
import { compareRows } from './rows.ts'
import { examine, examineNote, type Known, readSeries, sizesOf } from './series.ts'

/** One thing that was checked: whether it holds, in words, and of which log. */
export type CustodyFinding = {
  readonly holds: boolean
  readonly organisation: string | null
  readonly what: Sentence
}

/** What a verification looks at. */
export type Verification = {
  readonly read: Read
  /** Reads on another connection: rows are compared beside the hashing. Without it, afterwards. */
  readonly beside?: Read
  readonly publicKeys: readonly Uint8Array[]
  readonly dataDir: string
  /** Hears of entries computed again, page by page. */
  readonly told?: (entries: number) => void
}

/** A checkpoint that left the building and came back, with the name of its file. */
export type GivenCheckpoint = { readonly file: string; readonly note: string }

/**
 * Computes everything about the logs again, as the database's owner: bytes, numbering, hashes,
 * nodes, checkpoints in both places, rows and contents, numbers. With `only`, one log, compared with
 * a `given` checkpoint, too.
 */
export async function verifyCustody(
  setting: Verification,
  only?: { log: LogOwner; given?: GivenCheckpoint | undefined },
): Promise<CustodyFinding[]> {
  const owners = await setting.read(logOwners)
  const findings: CustodyFinding[] = []
  for (const log of only ? [only.log] : owners) {
    findings.push(...(await verifyLog(setting, log, only?.given)))
  }
  const faults = faultList()
  await compareGuards(setting.read, faults)
  if (!only) await unknownFolders(setting, owners, faults)
  return [...findings, ...findingsOf(null, faults)]
}

async function verifyLog(
  setting: Verification,
  owner: LogOwner,
  given: GivenCheckpoint | undefined,
): Promise<CustodyFinding[]> {
  const { read, publicKeys, dataDir, told } = setting
  const early = setting.beside && comparedBeside(setting.beside, owner.id)
  const series = await readSeries(read, owner, outsideFolder(dataDir, owner))
  const stated = given && statedHead(given.note)
  const sizes = [...series.flatMap(sizesOf), ...(stated ? [stated.size] : [])]
  const log = await recompute(read, owner.id, sizes, told)
  const { today } = await read(clockOf)
  const rootAt = (size: number) => log.roots.get(size)
  const known: Known = { owner, publicKeys, size: log.end, rootAt, today }
  const { faults, good } = await examine(series, known)

  const held: Sentence[] = []
  const inLog = faultList()
  for (const { code, what } of [...log.faults, ...faults]) inLog.add(code, what)
  // Apart from the others: what was brought is always answered, however much else is wrong.
  const inGiven = faultList()
  if (given) held.push(...(await compareGiven(given, known, inGiven)))
  const compared = await early
  const contents = compared ? compared.contents() : await compareHeld(read, owner.id)
  // What the entries say is compared with the rows once the entries themselves are known to be right;
  // what was compared before that only counts then.
  const isRight = log.faults.length === 0
  const rows = isRight
    ? await (compared ? compared.said() : compareSaid(read, owner.id))
    : faultList()

  const last = good.at(-1)
  if (isRight) held.push(words.logHolds(log.size))
  if (series.length === 0) held.push(words.noCheckpoint)
  else if (faults.length === 0 && last) held.push(words.checkpointsHold(series.length, last.day))
  const beside = [...findingsOf(owner.code, rows), ...findingsOf(owner.code, contents)]
  if (isRight && beside.length === 0) held.push(words.rowsHold)
  const since = last ? words.goodUntil(last.day, last.size) : words.neverGood
  const organisation = owner.code
  return [
    ...held.map((what) => ({ holds: true, organisation, what })),
    ...findingsOf(organisation, inGiven),
    ...findingsOf(organisation, inLog),
    ...beside,
    ...(inGiven.all().length + inLog.all().length > 0
      ? [{ holds: false, organisation, what: since }]
      : []),
  ]
}

async function compareSaid(read: Read, organisation: string): Promise<FaultList> {
  const faults = faultList()
  await compareRows(asWholes(read), organisation, faults)
  await compareWords(asWholes(read), organisation, faults)
  return faults
}

async function compareHeld(read: Read, organisation: string): Promise<FaultList> {
  const faults = faultList()
  await compareContents(asWholes(read), organisation, faults)
  return faults
}

// One after the other: with the hashing and its reads, two processors are busy.
async function comparedBeside(read: Read, organisation: string) {
  const said = await outcomeOf(compareSaid(read, organisation))
  return { said, contents: await outcomeOf(compareHeld(read, organisation)) }
}

// A failure is kept until somebody asks: entries that cannot be read make a comparison fail.
function outcomeOf<T>(work: Promise<T>): Promise<() => T> {
  return work.then(
    (done) => () => done,
    (thrown) => () => {
      throw thrown
    },
  )
}

async function compareGiven(
  { file, note }: GivenCheckpoint,
  known: Known,
  faults: FaultList,
): Promise<Sentence[]> {
  const head = await examineNote(checkpointNames.given(file), note, undefined, known, faults)
  return head ? [words.givenHolds(file, head.day, head.size)] : []
}

// An older dump may not know a log at all of which checkpoints lie outside.
async function unknownFolders(
  { dataDir }: Verification,
  owners: readonly LogOwner[],
  faults: FaultList,
): Promise<void> {
  const known = new Set(owners.map((owner) => outsideFolder(dataDir, owner)))
  for (const name of await outsideFolders(dataDir)) {
    const folder = join(outsideRoot(dataDir), name)
    if (!known.has(folder)) faults.add('unknown-log', words.unknownLog(folder))
  }
}

function findingsOf(organisation: string | null, faults: FaultList): CustodyFinding[] {
  return faults.all().map(({ what }) => ({ holds: false, organisation, what }))
}
