import type { Tx } from '../../db/connection.ts'
import { outcomeTexts, reasonWords } from '../../views/words/moderation.ts'
import type { NewDecision } from './decision.ts'
import { reply } from './replies.ts'
import { open, type Vault } from './vault.ts'

type Outcome = Pick<NewDecision, 'verdict' | 'reason'> & {
  decision: string
  use: 'record' | 'front-only'
  summary: string | null | undefined
}

/** Writes to the sender what became of the letter, with the moderator's own words, if any, below. */
export async function tellOutcome(
  tx: Tx,
  vault: Vault,
  by: { feedback: string; askedBy: string; agreedBy?: string },
  outcome: Outcome,
): Promise<void> {
  const { verdict, decision } = outcome
  const sealed = await open(tx, vault, { record: decision, field: 'message' })
  const message = sealed ? new TextDecoder().decode(sealed) : ''
  const asks = verdict === 'ask'
  const told = asks ? outcomeTexts.question(message) : outcomeText(outcome)
  await reply(tx, vault, by.agreedBy ?? by.askedBy, {
    feedback: by.feedback,
    kind: asks ? 'question' : 'outcome',
    text: asks || message === '' ? told : `${told}\n${message}`,
  })
}

function outcomeText({ verdict, reason, use, summary }: Outcome): string {
  const why = reason ? reasonWords[reason].vi : ''
  if (verdict === 'accept') {
    return use === 'record'
      ? outcomeTexts.accepted(summary ?? '', yearInVietNam())
      : outcomeTexts.acceptedForFront
  }
  if (verdict === 'divert') return outcomeTexts.diverted(why)
  if (verdict === 'forward') return outcomeTexts.forwarded
  return verdict === 'merge' ? outcomeTexts.merged : outcomeTexts.notAccepted(why)
}

function yearInVietNam(): number {
  return new Date(Date.now() + 7 * 3_600_000).getUTCFullYear()
}
