import { appendFileSync } from 'node:fs'

/** How often a promise is tried: `short` with `npm test`, the LONG_… variable with test/long.ts. */
export function figure(name: string, short: number): number {
  const given = Number(process.env[`LONG_${name.toUpperCase()}`])
  return given > 0 ? given : short
}

/** Keeps what a run counted for test/long.ts to print; a short run says nothing. */
export function counted(promise: string, figures: Record<string, number | string>): void {
  const file = process.env.LONG_FIGURES
  if (file) appendFileSync(file, `${JSON.stringify({ promise, ...figures })}\n`)
}
