import { type Problem, problemOf } from '../problem.ts'
import type { RequestKind, SenderAct } from './acts.ts'
import { newMessage, parse } from './feedback.ts'
import { type Intake, refuseWhenFull } from './take.ts'
import { actOnThread, readThread, request, type Thread, writeToThread } from './thread.ts'

/** What the holder of a receipt does: looks, writes more, does one act, asks for a right. */
export type Visit = {
  receipt: string
  address: string
  text?: string | undefined
  act?: SenderAct | undefined
  request?: RequestKind | undefined
  solved?: string | undefined
  idempotencyKey?: string | undefined
}

/**
 * Does what the holder of a receipt asks for and answers the thread as it is then. Raises
 * Problem('not_found') for wrong receipts, 'too_many' after many of them from one address.
 */
export async function correspond(intake: Intake, visit: Visit): Promise<Thread> {
  const { box, gate } = intake
  gate.mayTry(visit.address)
  try {
    if (visit.text !== undefined) await write(intake, visit, visit.text)
    if (visit.act !== undefined) await actOnThread(box, visit.receipt, visit.act)
    if (visit.request !== undefined) await request(box, visit.receipt, visit.request)
    return await readThread(box, visit.receipt)
  } catch (thrown) {
    const problem: Problem = problemOf(thrown)
    if (problem.code === 'not_found') gate.wrongReceipt(visit.address)
    throw thrown
  }
}

async function write({ box, gate }: Intake, visit: Visit, given: string): Promise<void> {
  const { text } = parse(newMessage, { text: given })
  await refuseWhenFull(box)
  const proof = await gate.proves(visit.solved)
  const held = gate.holds({ address: visit.address, area: 'threads', proof })
  const { idempotencyKey } = visit
  await writeToThread(box, visit.receipt, text, { proof, held, idempotencyKey })
}
