// `npm run bench [-- only=S1,S8 rounds=3 anyway=yes]`: ours and the limit side by side in one run, as
// ratios. Absolute times mean nothing; on a machine that is busy with something else it says so.
import { loadavg } from 'node:os'
import { custodyComparisons } from './custody.ts'
import { openHouse } from './house.ts'
import { intakeComparisons } from './intake.ts'
import { compare, head, othersShare, printed } from './measure.ts'

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split('=')))
const rounds = Number(given.rounds ?? 3)
const only = given.only?.split(',')

const house = await openHouse()
try {
  const all = [...intakeComparisons(house), ...custodyComparisons(house)]
  console.log(head.join('\n'))
  for (const one of all.filter(({ name }) => !only || only.includes(name))) {
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
  await house.close()
}
