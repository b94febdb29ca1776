const window = 60_000
const most = 5

/**
 * Counts the deaths of one process. Each call is one death and returns the milliseconds to wait
 * before starting it again, doubling from 250; undefined after the fifth within a minute.
 */
export function countDeaths(now: () => number = Date.now): () => number | undefined {
  let deaths: number[] = []
  return () => {
    deaths = [...deaths.filter((at) => now() - at < window), now()]
    return deaths.length >= most ? undefined : 125 * 2 ** deaths.length
  }
}
