import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { timedHandlers } from '../../src/jobs/start.ts'
import { type ElsewhereHouse, elsewhereHouse } from '../support/elsewhere-house.ts'

let house: ElsewhereHouse
beforeAll(async () => {
  house = (await elsewhereHouse()) as ElsewhereHouse
})
afterAll(() => house.close())

/** The day is another, for the database and all who ask it. */
const aged = (days: number) =>
  house.rows(`create or replace function today() returns date language sql stable as
    $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date + ${days} $$`)
let number = 0
/** The day's checkpoints, of which only the day is looked at here. */
const checkpoints = () => {
  number += 1
  return house.rows(
    `insert into checkpoints (organisation_id, number, size, day, note) select id, $1, 0, today(), '' from organisations`,
    [number],
  )
}

it('a year that has come overnight destroys nothing on its first day; a machine that was off loses a day', async () => {
  const logged: string[] = []
  const log = (line: string) => void logged.push(line)
  const { vault } = house
  const night = timedHandlers({ db: house.house.console, dataDir: tmpdir(), log, vault })
  const { id, receipt } = await house.letter('Cây mai vàng trước cổng.')
  await house.letterbox.request('/api/v1/thread/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt, act: 'withdraw' }),
  })
  const ended = () =>
    house.rows('select feedback_id from retention_endings where feedback_id = $1', [id])
  await checkpoints()
  await aged(365)
  await checkpoints()
  for (const job of ['retention.end', 'transfers.destroy', 'routes.end'] as const) {
    await night[job]()
    expect(logged.pop()).toBe(`${job} waits a day: the clock may have leapt`)
  }
  expect(await ended()).toEqual([])
  await aged(366)
  await checkpoints()
  await night['retention.end']()
  expect(await ended()).toEqual([{ feedback_id: id }])
  await house.check()
})
