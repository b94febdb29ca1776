import type { Tx } from '../../db/connection.ts'
import type { Sentence } from '../../views/lang.ts'
import type { AskedAbout } from '../../views/moderation/approvals.tsx'
import { approvalWords as words } from '../../views/words/console.ts'
import { reasonWords } from '../../views/words/moderation.ts'
import { polarityWords, standingWords } from '../../views/words/standing.ts'
import { senderActNames } from '../../views/words/states.ts'
import { topicWords } from '../../views/words/topics.ts'
import type { Actor } from '../staff/actor.ts'
import type { Act } from '../staff/roles.ts'
import { askedDecision } from './decisions.ts'
import { feedbackById } from './feedback.ts'
import { senderActsOf } from './messages.ts'
import { subjectsById } from './subjects.ts'
import { open, type Vault } from './vault.ts'
import { noteOf, summariesOf } from './view.ts'

/** Says what an ask is about, for who agrees to it; in the viewer's language. */
export type Describe = (
  tx: Tx,
  actor: Actor,
  ask: { subject: string; payload: unknown },
  say: (sentence: Sentence) => string,
) => Promise<AskedAbout>

/** One for each act a chapter asks for. */
export type Describers = Partial<Record<Act, Describe>>

/** What a lead must see of a decision: about whom, in which words, why, and what the sender said. */
export function describeDecision(vault: Vault): Describe {
  return async (tx, actor, ask, say) => {
    const asked = askedDecision.parse(ask.payload)
    const row = await feedbackById(tx, ask.subject)
    const about = await subjectsById(tx, actor, [...asked.officials, ...asked.collectives])
    const summary = (await summariesOf(tx, row.id)).find(({ id }) => id === asked.summary)
    const message = await open(tx, vault, { record: asked.decision, field: 'message' })
    const into = asked.into ? await feedbackById(tx, asked.into) : null
    const lines: [Sentence, string | null | undefined][] = [
      [words.about, about.map(({ post, name }) => (post ? `${post} ${name}` : name)).join('; ')],
      [words.summary, summary?.text],
      [words.reason, asked.reason && say(reasonWords[asked.reason])],
      [words.polarity, asked.polarity && say(polarityWords[asked.polarity])],
      [words.standing, asked.standing && say(standingWords[asked.standing])],
      [words.topic, asked.topic && say(topicWords[asked.topic])],
      [words.into, into?.number],
      [words.message, message && new TextDecoder().decode(message)],
      [words.note, await noteOf(tx, asked.decision)],
    ]
    const acts = await senderActsOf(tx, row.threadId)
    const since = acts.filter(({ seq }) => seq > (summary?.entrySeq ?? -1))
    return {
      title: row.number,
      href: `/y-kien/${row.id}`,
      lines: lines.flatMap(([name, text]) => (text ? [{ name, text }] : [])),
      warnings: since
        .filter(({ act }) => act !== 'satisfied')
        .map(({ act }) => senderActNames[act]),
    }
  }
}
