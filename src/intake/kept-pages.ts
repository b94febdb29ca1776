/** Most pages kept at once; what is asked beyond them is made anew each time. */
const mostKept = 2_000

/**
 * Pages as they were made a moment ago, for whoever asks for the same one within `ms`
 * milliseconds: the evening a notice goes round, a whole ward opens one form. At 0 nothing is kept.
 */
export function keptPages(ms: number, now: () => number = Date.now) {
  const kept = new Map<string, { page: string; until: number }>()
  return {
    get(name: string): string | undefined {
      const found = kept.get(name)
      const left = found ? found.until - now() : 0
      // A clock set back must not keep a page for longer.
      return left > 0 && left <= ms ? found?.page : undefined
    },
    put(name: string, page: string): string {
      if (ms <= 0) return page
      if (kept.size >= mostKept) kept.clear()
      kept.set(name, { page, until: now() + ms })
      return page
    },
  }
}
