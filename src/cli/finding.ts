import type { Sentence } from '../../views/lang.ts'

/** One thing `doctor` saw: in order, worth a thought, or wrong. */
export type Finding = { level: 'good' | 'advice' | 'bad'; what: Sentence }

export const good = (what: Sentence): Finding => ({ level: 'good', what })
export const advice = (what: Sentence): Finding => ({ level: 'advice', what })
export const bad = (what: Sentence): Finding => ({ level: 'bad', what })
