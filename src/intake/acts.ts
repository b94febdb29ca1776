/** What a sender may do with the own thread (contract: `POST /api/v1/thread/messages`). */
export const senderActs = [
  'withdraw',
  'reopen',
  'exposes-me',
  'wrong-meaning',
  'satisfied',
  'unsatisfied',
] as const
export type SenderAct = (typeof senderActs)[number]

/** What a sender may ask for about the own data (`POST /api/v1/thread/messages`). */
export const requestKinds = ['view', 'correct', 'restrict', 'withdraw', 'erase'] as const
export type RequestKind = (typeof requestKinds)[number]

const underWay = ['received', 'screening', 'needs_info', 'reopened']
const onTheRecord = ['accepted', 'awaiting_explanation']
const refused = ['not_accepted', 'rejected', 'forwarded', 'merged']
const after = ['bundled', 'considered', 'closed']

// The states in which each act still means something; the fold in SQL (state_of) agrees with it.
const statesFor: Record<SenderAct, readonly string[]> = {
  withdraw: [...underWay, ...onTheRecord, ...refused],
  reopen: [...refused, 'considered', 'closed'],
  'exposes-me': [...underWay, ...onTheRecord],
  'wrong-meaning': [...underWay, ...onTheRecord],
  satisfied: [...underWay, ...onTheRecord, ...refused, ...after],
  unsatisfied: [...underWay, ...onTheRecord, ...refused, ...after],
}

/** The acts a sender may do in this state; those on a summary only when there is one. */
export function actsIn(state: string, summarised: boolean): SenderAct[] {
  return senderActs.filter((act) => {
    if ((act === 'exposes-me' || act === 'wrong-meaning') && !summarised) return false
    return statesFor[act].includes(state)
  })
}
