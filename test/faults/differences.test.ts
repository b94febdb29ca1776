import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fewest } from '../../views/small-numbers.ts'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'
import { counted } from '../support/figures.ts'

// P20: whoever reads everything that is open to anybody, before and after, works out no count below
// five. Each open page and call is read again after each event; up to the fourth nothing may differ.
// Left out on purpose: the signed checkpoint, whose size counts entries of all kinds, staff's too, and
// cannot be rounded without being worthless; and what changes by itself (challenges).
const byItself = /^\/(api\/v1\/challenge|healthz|readyz|checkpoints\/)/
let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())

/** Every address anybody may read, with the ward's own places, officials and bodies in it. */
async function open(): Promise<string[]> {
  const { quarter, ward, merged } = house.ward
  const paths = house.letterbox.routes.filter(
    ({ method, path }) => method === 'GET' && path !== '/*',
  )
  const found = paths.flatMap(({ path }) =>
    [quarter, ward, merged].map((area) =>
      path
        .replace(/:(area|code)/, area)
        .replace(':kind', 'khieu-nai')
        .replace(/:\w+/, 'x'),
    ),
  )
  const more = [quarter, ward].flatMap((area) => [
    `/api/v1/officials?area=${area}`,
    `/huong-dan/to-cao?area=${area}`,
    `/k/${area}/gui?kind=praise`,
  ])
  return [...new Set([...found, ...more])].filter((path) => !byItself.test(path))
}

/** All that can be read, in both languages; one-time keys of forms are taken out. */
async function read(): Promise<Map<string, string>> {
  const said = new Map<string, string>()
  for (const path of await open()) {
    for (const lang of ['', 'lang=en']) {
      const at = lang === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${lang}`
      const answer = await house.letterbox.request(at)
      const text = (await answer.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
      said.set(at, `${answer.status} ${text}`)
    }
  }
  return said
}

const changed = (before: Map<string, string>, after: Map<string, string>) =>
  [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)

const demand = (number: number) => ({
  ...{ authority: 'Công an tỉnh Sông Xanh', number: `${number}/CV-CA`, day: '2026-01-05' },
  demanded: 'Cung cấp nội dung thư.',
})

describe('everything open to anybody', () => {
  it('is the same after four letters, requests, diversions, erasures and demands as after none', async () => {
    const { lead, custodian, moderator } = house.people
    const before = await read()
    expect(before.size).toBeGreaterThan(40)
    for (let turn = 1; turn <= fewest; turn++) {
      const told = await house.letter(`Bác trưởng khu phố giúp bà con, lần ${turn}.`)
      await house.summarise(told.id, 'Bà con khen đồng chí.')
      await house.decide(moderator, told.id, {
        ...{ verdict: 'accept', topic: 'manner', standing: 'said', polarity: 'positive' },
        officials: [house.ward.head],
      })
      const diverted = await house.letter(`Tôi tố cáo, lần ${turn}.`)
      await house.divert(diverted.id)
      const erased = await house.letter(`Xin bỏ thư này, lần ${turn}.`)
      await house.form(lead, `/y-kien/${erased.id}/huy`, { reason: 'sender' })
      expect((await house.agree(custodian, await house.pending('erase'))).status).toBe(200)
      const asked = await house.letter(`Hỏi về thư, lần ${turn}.`)
      await house.form(lead, `/y-kien/${asked.id}/yeu-cau`, demand(turn))
      expect((await house.agree(custodian, await house.pending('hand_over'))).status).toBe(200)
      const differs = changed(before, await read())
      if (turn < fewest) expect(differs, `after ${turn}`).toEqual([])
      // The fifth demand is told; nothing else ever counts.
      else
        expect(differs.map((path) => path.replace(/\?.*/, ''))).toEqual(
          Array(2).fill('/quyen-rieng-tu'),
        )
    }
    counted('P20', { pages: before.size, events: fewest * 4, derivable: 0 })
    await house.check()
  }, 120_000)
})
