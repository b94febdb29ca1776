/** The roles of the house. One person may hold several, within the limits of `goTogether`. */
export const roles = [
  'cell',
  'clerk',
  'moderator',
  'lead',
  'secretary',
  'reader',
  'official',
  'custodian',
  'auditor',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** Whether a word names a role. */
export function isRole(word: string): word is Role {
  return roles.some((role) => role === word)
}

/** Roles that work inside, at the console; the others sign in at the desk. */
export const consoleRoles: readonly Role[] = [
  'clerk',
  'moderator',
  'lead',
  'secretary',
  'custodian',
  'auditor',
  'admin',
]

const apart: readonly Role[] = ['admin', 'custodian', 'auditor']
const deciding: readonly Role[] = ['moderator', 'lead']

/** Whether one person may hold all of these: admin, custodian, auditor never with moderator or lead. */
export function goTogether(held: readonly Role[]): boolean {
  return !(
    held.some((role) => apart.includes(role)) && held.some((role) => deciding.includes(role))
  )
}

type ActRule = { asks: Role | 'anyone'; agrees: Role | null }

/** Who asks and who agrees, as the contract's table of acts has it. `null`: nobody need agree. */
export const actRules = {
  accept: { asks: 'moderator', agrees: 'lead' },
  not_accept: { asks: 'moderator', agrees: 'lead' },
  reject: { asks: 'moderator', agrees: 'lead' },
  merge: { asks: 'moderator', agrees: 'lead' },
  divert: { asks: 'moderator', agrees: null },
  release: { asks: 'moderator', agrees: 'lead' },
  erase: { asks: 'lead', agrees: 'custodian' },
  hand_over: { asks: 'lead', agrees: 'custodian' },
  open_identity: { asks: 'custodian', agrees: 'custodian' },
  change_keys: { asks: 'admin', agrees: 'lead' },
  change_role: { asks: 'admin', agrees: 'lead' },
  freeze: { asks: 'secretary', agrees: 'lead' },
  look_again: { asks: 'moderator', agrees: 'lead' },
  unfold: { asks: 'secretary', agrees: 'lead' },
  merge_areas: { asks: 'secretary', agrees: 'lead' },
  raise_tier: { asks: 'admin', agrees: 'lead' },
  reopen: { asks: 'secretary', agrees: 'lead' },
  break_glass: { asks: 'anyone', agrees: null },
} as const satisfies Record<string, ActRule>

export type Act = keyof typeof actRules

/** Whether a word from outside names an act. */
export function isAct(word: string): word is Act {
  return Object.hasOwn(actRules, word)
}

type Holder = { roles: readonly Role[] }

/** Whether this actor's roles let them ask for the act. */
export function mayAsk(actor: Holder, act: Act): boolean {
  const rule: ActRule = actRules[act]
  return rule.asks === 'anyone' ? actor.roles.length > 0 : actor.roles.includes(rule.asks)
}

/** Whether this actor's roles let them agree to the act; that the persons differ is checked apart. */
export function mayAgree(actor: Holder, act: Act): boolean {
  const rule: ActRule = actRules[act]
  return rule.agrees !== null && actor.roles.includes(rule.agrees)
}
