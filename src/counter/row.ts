import type { Sentence } from '../../views/lang.ts'

/**
 * One line of a table: its number as people count, its cells, or why it cannot be read; `formulas`
 * are the places (0, 1 …) of cells a spreadsheet computes.
 */
export type Row = { line: number; cells: string[]; wrong?: Sentence; formulas?: number[] }

/** Most cells of a line, and characters of a cell. */
export const widest = { cells: 200, text: 40_000 }
