// `npm run bench [-- only=S1,S8 rounds=3 size=2 big=10 keep=DIR what=verify anyway=yes]`: ours and the
// limit side by side in one run, as ratios. Absolute times mean nothing; on a machine that is busy with
// something else it says so. `what` takes the lines with these words. `keep` names a folder where the
// databases of S4 and S5 stay for the next run (27 GB with ten million).
// BENCH_DETAIL=1 also prints the words of S5 class by class.
import { loadavg } from 'node:os'
import { resolve } from 'node:path'
import { bundleComparisons } from './bundles.ts'
import { custodyComparisons } from './custody.ts'
import { openHouse } from './house.ts'
import { intakeComparisons } from './intake.ts'
import { listComparisons } from './lists.ts'
import { type Comparison, compare, head, othersShare, printed } from './measure.ts'
import { provinces } from './province.ts'
import { searchComparisons } from './search.ts'
import { startComparisons } from './starts.ts'
import { unpackingComparisons } from './unpacking.ts'

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split('=')))
const rounds = Number(given.rounds ?? 3)
const only = given.only?.split(',')
// Million feedback in the databases of S4 and S5; the larger one only when asked, for it takes long.
const size = Number(given.size ?? 2)
const big = given.big === undefined ? undefined : Number(given.big)

const house = await openHouse()
const large = given.keep ? await openHouse(resolve(given.keep)) : house
const starts = startComparisons()
try {
  const of = provinces(large)
  const all = [
    ...intakeComparisons(house),
    ...unpackingComparisons(house),
    ...custodyComparisons(house),
    ...listComparisons(of, size, big),
    ...searchComparisons(house, of, size, big),
    ...bundleComparisons(house),
    ...starts.comparisons,
  ]
  console.log(head.join('\n'))
  const isAsked = ({ name, what }: Comparison) =>
    (!only || only.includes(name)) && what.includes(given.what ?? '')
  for (const one of all.filter(isAsked)) {
    const share = await othersShare()
    if (share > 0.1 && given.anyway !== 'yes') {
      const percent = Math.round(share * 100)
      throw new Error(
        `the machine is busy with something else (${percent} % of its processors, load ${loadavg()[0]?.toFixed(1)}): no figures`,
      )
    }
    console.log(printed(await compare(one, rounds)))
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await starts.close()
  if (large !== house) await large.close()
  await house.close()
}
