import type { Letter } from './letter.ts'
import { bundled } from './letters/bundled.ts'
import { closed } from './letters/closed.ts'
import { concerns } from './letters/concerns.ts'
import { elsewhere } from './letters/elsewhere.ts'
import { praise } from './letters/praise.ts'
import { waiting } from './letters/waiting.ts'

/** All letters of the demo, in the order of a year: what was seen longest ago comes first. */
export const letters: readonly Letter[] = [
  ...bundled,
  ...praise,
  ...concerns,
  ...closed,
  ...elsewhere,
  ...waiting,
].sort((a, b) => (b.monthsAgo ?? 1) - (a.monthsAgo ?? 1))
