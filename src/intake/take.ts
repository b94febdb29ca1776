import type { Context } from 'hono'
import type { Secrets } from '../../channels/channel.ts'
import { intakeWords as words } from '../../views/words/intake.ts'
import { Problem } from '../problem.ts'
import { drop, type Receipted } from './drop.ts'
import type { Attachment, NewFeedback } from './feedback.ts'
import type { Gate } from './gate.ts'
import type { Letterbox } from './letterbox.ts'

/** What the pages and the JSON API of one letterbox share. */
export type Intake = {
  readonly box: Letterbox
  readonly gate: Gate
  /** Public address of the letterbox, without a slash at the end. */
  readonly baseUrl: string
  /** Where a request came from (`clientAddress`); for counting, never kept. */
  readonly addressOf: (c: Context) => string
  /** What proves webhooks; a channel whose variables are missing is off. */
  readonly secrets?: Secrets
  /** Raw public keys that sign or signed checkpoints; without them no proof can be judged here. */
  readonly signingKeys?: readonly Uint8Array[]
  /** Most bytes of a request with files, where it is not `mostWithFiles` (body.ts). */
  readonly mostBytes?: number
  /** How long a form's page may be shown again as it was, in milliseconds; not at all without it. */
  readonly keepPagesFor?: number
  /** One line an event; never an address, a code or a text. */
  readonly log: (line: string) => void
}

const leastFree = 0.05

/**
 * Takes one letter through the gate and drops it. `solved` is the proof of work, if any.
 * Raises Problem('unavailable') under 5 % free disk, and what `drop` raises.
 */
export async function take(
  { box, gate }: Intake,
  feedback: NewFeedback,
  attachments: readonly Attachment[],
  came: { address: string; solved: string | undefined; idempotencyKey: string | undefined },
): Promise<Receipted> {
  await refuseWhenFull(box)
  const proof = await gate.proves(came.solved)
  const held = gate.holds({ address: came.address, area: feedback.area, proof })
  return drop(box, feedback, attachments, { idempotencyKey: came.idempotencyKey, proof, held })
}

/** Raises Problem('unavailable') when the disk is so full that a letter might be lost. */
export async function refuseWhenFull(box: Letterbox): Promise<void> {
  const { diskFree } = await box.door.readiness()
  if (diskFree !== null && diskFree < leastFree) {
    throw new Problem('unavailable', words.diskFull, [], 600)
  }
}
