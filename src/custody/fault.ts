import type { Sentence } from '../../views/lang.ts'
import { logFaults } from '../../views/words/custody.ts'

/** One thing that is wrong, in words; `code` is for programs. */
export type Fault = { readonly code: string; readonly what: Sentence }

/** Collects faults, the first few of each code in words and the rest as a number. */
export function faultList(most = 5) {
  const faults: Fault[] = []
  const counts = new Map<string, number>()
  return {
    add(code: string, what: Sentence): void {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= most) faults.push({ code, what })
    },
    all(): Fault[] {
      const rest = [...counts].filter(([, count]) => count > most)
      return [
        ...faults,
        ...rest.map(([code, count]) => ({ code, what: logFaults.more(count - most) })),
      ]
    },
  }
}
export type FaultList = ReturnType<typeof faultList>
