import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { safeCopies } from '../../db/schema.ts'
import type { Sentence } from '../../views/lang.ts'
import { approvalWords } from '../../views/words/console.ts'
import { copyWords, pagesWords, releaseWords as words } from '../../views/words/copies.ts'
import { senderActNames } from '../../views/words/states.ts'
import type { Describe } from './asked.ts'
import { attachmentName } from './attachments.ts'
import { feedbackById } from './feedback.ts'
import { senderActsOf } from './messages.ts'
import { askedRelease, askedWords } from './release.ts'
import type { Vault } from './vault.ts'
import { summariesOf } from './view.ts'

/** What a lead must see before something leaves: the very words or version, and what the sender said. */
export function describeRelease(vault: Vault): Describe {
  return async (tx, _, ask, say) => {
    const { release, feedback, attachment, copy } = askedRelease.parse(ask.payload)
    const row = await feedbackById(tx, feedback)
    const [summary] = await summariesOf(tx, feedback)
    const file =
      attachment && copy ? await fileLines(tx, vault, { feedback, attachment, copy }) : null
    const passage = file ? null : await askedWords(tx, vault, release)
    const lines: [Sentence, Sentence | string | null | undefined][] = [
      ...(file?.lines ?? []),
      [words.words, passage],
      [approvalWords.summary, summary?.text],
    ]
    const acts = await senderActsOf(tx, row.threadId)
    return {
      title: row.number,
      href: file?.href ?? `/y-kien/${feedback}`,
      lines: lines.flatMap(([name, text]) =>
        text ? [{ name, text: typeof text === 'string' ? text : say(text) }] : [],
      ),
      warnings: acts.filter(({ act }) => act !== 'satisfied').map(({ act }) => senderActNames[act]),
    }
  }
}

async function fileLines(
  tx: Tx,
  vault: Vault,
  at: { feedback: string; attachment: string; copy: string },
): Promise<{ href: string; lines: [Sentence, Sentence | string][] }> {
  const { feedback, attachment, copy } = at
  const [kept] = await tx.select().from(safeCopies).where(eq(safeCopies.id, copy))
  const name = await attachmentName(tx, vault, feedback, attachment)
  return {
    href: `/y-kien/${feedback}/tep/${attachment}/xem?ban=${kept?.version ?? 1}`,
    lines: [
      [words.file, name || '–'],
      [copyWords.version, String(kept?.version ?? 1)],
      [copyWords.page, pagesWords(kept?.pages ?? 0, kept?.pagesInAll ?? 0)],
    ],
  }
}
