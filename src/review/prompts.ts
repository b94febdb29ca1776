import type { Tx } from '../../db/connection.ts'
import { type Actor, needRole } from '../staff/actor.ts'
import { cycleById } from './cycles.ts'
import { type EvidenceItem, evidenceOf } from './evidence.ts'
import { recordsOf, type Subject } from './records.ts'
import { type Promised, promisedOf } from './remedies.ts'
import { type Sheet, sheetsOf } from './sheets.ts'
import { earlierIssues, foldedItem } from './view.ts'

/** Why somebody is on the list: all that was found, none weighed against another. */
export type PromptCandidate = {
  record: string
  subject: Subject
  /** Criticism on the record, as it may be read. */
  items: EvidenceItem[]
  /** Topics that were raised in an earlier cycle too. */
  again: string[]
  /** What was to be put right before and is not done, or was done late. */
  promised: Promised[]
  sheets: Sheet[]
}

/**
 * Whom a prompt could be about: every record of the cycle with criticism that holds, or with a remedy
 * of an earlier cycle still open. No threshold, score or rank: collectives first, then by given name.
 * Raises Problem('forbidden') unless secretary or lead, 'not_found'.
 */
export async function promptCandidates(
  tx: Tx,
  actor: Actor,
  cycle: string,
): Promise<PromptCandidate[]> {
  needRole(actor, 'secretary', 'lead')
  const found = await cycleById(tx, cycle)
  const candidates: PromptCandidate[] = []
  for (const { id, subject } of await recordsOf(tx, actor, cycle)) {
    const cover = { id, subject, cycle: found }
    const items = (await evidenceOf(tx, cover)).filter(
      ({ holds, polarity }) => holds && polarity !== 'positive',
    )
    const promised = (await promisedOf(tx, cover)).filter(({ doneOn }) => doneOn === null)
    if (items.length === 0 && promised.length === 0) continue
    const before = new Set(
      (await earlierIssues(tx, cover))
        .filter(({ polarity }) => polarity !== 'positive')
        .map(({ topic }) => topic),
    )
    const topics = new Set(items.flatMap(({ topic }) => (topic === null ? [] : [topic])))
    const again = [...topics].filter((topic) => before.has(topic)).sort()
    const sheets = (await sheetsOf(tx, actor, cover)).filter(({ kind }) => kind === 'prompt')
    candidates.push({ record: id, subject, items: items.map(foldedItem), again, promised, sheets })
  }
  return candidates
}
