import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { batches, bundles } from '../../db/schema.ts'
import { shownDay } from '../../views/dates.ts'
import { bundlePageWords as words } from '../../views/words/freezing.ts'
import { batchWords } from '../../views/words/preparing.ts'
import type { Describe } from '../moderation/asked.ts'
import { cycleById } from '../review/cycles.ts'
import { readableRecord } from '../review/records.ts'

/** What a lead must see of a bundle to be frozen: about whom, in which cycle, up to when, why again. */
export const describeFreeze: Describe = async (tx, actor, ask, say) => {
  const [bundle] = await tx.select().from(bundles).where(eq(bundles.id, ask.subject))
  if (!bundle) return describeBatch(tx, ask.subject, say)
  const { subject, cycle } = await readableRecord(tx, actor, bundle.recordId)
  const lines = [
    { name: words.cycle, text: cycle.name },
    { name: words.version, text: String(bundle.version) },
    { name: words.cutOff, text: shownDay(bundle.cutOff) },
    { name: words.reason, text: bundle.reason ?? '' },
  ].filter(({ text }) => text !== '')
  return { title: subject.name, href: `/ho-so/${bundle.recordId}`, lines, warnings: [] }
}

// A whole cycle at once: which, and up to when.
async function describeBatch(
  tx: Tx,
  id: string,
  say: Parameters<Describe>[3],
): ReturnType<Describe> {
  const [batch] = await tx.select().from(batches).where(eq(batches.id, id))
  if (!batch) return { title: '', href: '/tap', lines: [], warnings: [] }
  const cycle = await cycleById(tx, batch.cycleId)
  const lines = [
    { name: words.cycle, text: cycle.name },
    { name: words.cutOff, text: shownDay(batch.cutOff) },
    { name: words.reason, text: batch.reason ?? '' },
  ].filter(({ text }) => text !== '')
  return { title: say(batchWords.title), href: `/ky/${cycle.id}/chuan-bi`, lines, warnings: [] }
}
