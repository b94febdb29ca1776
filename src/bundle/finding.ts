import type { Sentence } from '../../views/lang.ts'

/** One thing that was checked: whether it holds, in words, and the file it is about. */
export type Finding = { holds: boolean; what: Sentence; path?: string }
