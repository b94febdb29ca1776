/** What became of a feedback, as the balance counts it (contract.md, "Balance"). */
export const outcomes = [
  'accepted',
  'not_accepted',
  'rejected',
  'merged',
  'diverted',
  'forwarded',
  'withdrawn',
  'erased',
  'pending',
] as const
export type Outcome = (typeof outcomes)[number]
