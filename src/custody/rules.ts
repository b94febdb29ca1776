import type { Rule } from './rule.ts'
import { inTheFrame } from './rules-frame.ts'
import { heard, rights } from './rules-hearings.ts'
import { chapters } from './rules-letters.ts'
import { elsewhere, letOut, whoMayRead } from './rules-moderation.ts'
import { afterwards } from './rules-office.ts'
import { livingThere } from './rules-residence.ts'
import { aroundTheMeeting } from './rules-review.ts'

/** Every table whose rows the log announces. A new one belongs here (a test looks). */
export const rules: readonly Rule[] = [
  ...chapters,
  ...afterwards,
  ...aroundTheMeeting,
  ...inTheFrame,
  ...elsewhere,
  ...whoMayRead,
  ...letOut,
  ...heard,
  ...rights,
  ...livingThere,
]

/** The tables that rest on the log and never change. */
export const guarded: readonly string[] = [
  ...rules
    .map(({ table }) => table)
    .filter((table) => table !== 'api_tokens' && table !== 'cell_links'),
  'custody_entries',
  'custody_nodes',
  'checkpoints',
]
