import { z } from 'zod'
import { count, day, line, runningNumber } from './lines.ts'

/** A paper of another body: no more than where to find it, and of petitions three counts. */
export const reference = z
  .strictObject({
    source: z.enum(['cell-party', 'leaders', 'committee', 'head', 'confidence', 'petitions']),
    number: line,
    day,
    issuer: line,
    petitions: z.strictObject({ received: count, settled: count, overdue: count }).optional(),
  })
  .refine(({ source, petitions }) => (source === 'petitions') === (petitions !== undefined), {
    path: ['petitions'],
  })

/** What the head of a body is asked besides, all of it from the record; petitions are references. */
export const head = z.strictObject({
  /** Running numbers of the items about unity, and about the family's example. */
  unity: z.array(runningNumber).max(5_000),
  family: z.array(runningNumber).max(5_000),
  /** Codes of the criteria of ethics, where corruption and example are looked at. */
  criteria: z.array(line).max(100),
  /** What the residence cells say of keeping in touch. */
  contact: z.array(z.strictObject({ cell: line, text: line })).max(20),
})
