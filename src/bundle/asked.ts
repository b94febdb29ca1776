import { eq } from 'drizzle-orm'
import { bundles } from '../../db/schema.ts'
import { shownDay } from '../../views/dates.ts'
import { bundlePageWords as words } from '../../views/words/freezing.ts'
import type { Describe } from '../moderation/asked.ts'
import { readableRecord } from '../review/records.ts'

/** What a lead must see of a bundle to be frozen: about whom, in which cycle, up to when, why again. */
export const describeFreeze: Describe = async (tx, actor, ask) => {
  const [bundle] = await tx.select().from(bundles).where(eq(bundles.id, ask.subject))
  if (!bundle) return { title: '', href: '/tap', lines: [], warnings: [] }
  const { subject, cycle } = await readableRecord(tx, actor, bundle.recordId)
  const lines = [
    { name: words.cycle, text: cycle.name },
    { name: words.version, text: String(bundle.version) },
    { name: words.cutOff, text: shownDay(bundle.cutOff) },
    { name: words.reason, text: bundle.reason ?? '' },
  ].filter(({ text }) => text !== '')
  return { title: subject.name, href: `/ho-so/${bundle.recordId}`, lines, warnings: [] }
}
