import { expect, test } from 'vitest'
import { countDeaths } from '../../src/parent/deaths.ts'

test('each death waits longer, and the fifth within a minute is the last', () => {
  const died = countDeaths(() => 0)
  expect([died(), died(), died(), died(), died()]).toEqual([250, 500, 1000, 2000, undefined])
})

test('deaths far apart are forgotten', () => {
  let now = 0
  const died = countDeaths(() => now)
  for (let day = 0; day < 20; day++) {
    now += 86_400_000
    expect(died()).toBe(250)
  }
})
