import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { moderate } from './acts.ts'
import type { Caller } from './client.ts'
import { counted } from './figures.ts'
import { checkInvariants } from './invariants.ts'
import { type Seen, sendLetters } from './load.ts'
import type { Ward } from './ward.ts'
import { ask, checkHalves, checkStored } from './whole.ts'

/** A service that works, whom it knows, and where its owner looks at what it stored. */
export type Working = {
  ports: { letterbox: number; console: number }
  senders: Caller
  staffCalls: Caller
  ownerUrl: string
  pepper: Uint8Array
  ward: Ward
  people: { moderator: { token: string }; lead: { token: string } }
  /** Records whose words somebody erases meanwhile. */
  erased?: Set<string>
}
/** Looks at what was stored since the last look, and at everything for halves. */
export type Check = () => Promise<void>
export type Figures = Record<string, number>

/**
 * Residents and staff work until `peril` is over and `least` letters are in; then everything that was
 * acknowledged must be there, nothing by halves, and nobody may have waited for ever.
 */
export async function underLoad(
  at: Working,
  least: number,
  promise: string,
  peril: (seen: Seen, check: Check) => Promise<Figures>,
): Promise<void> {
  const { senders, staffCalls, ports, ward, ownerUrl } = at
  const about = { area: ward.quarter, official: ward.head }
  const letters = sendLetters(senders, () => ports.letterbox, { senders: 8, ...about })
  const acts = moderate(staffCalls, () => ports.console, at.people, ward.head)
  const { seen } = letters
  const { told } = acts
  let checked = 0
  const check = async (from = checked) => {
    const acknowledged = seen.acknowledged.slice(from)
    checked = seen.acknowledged.length
    await checkStored(ownerUrl, at.pepper, acknowledged)
    await checkHalves(ownerUrl, at.erased)
    await checkInvariants(ownerUrl)
  }
  let figures: Figures
  try {
    figures = await peril(seen, () => check())
    seen.most = Number.POSITIVE_INFINITY
    while (seen.acknowledged.length < least) await sleep(100)
    while (told.decisions.length === 0 || told.agreed.length === 0) await sleep(100)
  } finally {
    await Promise.all([letters.stop(), acts.stop()])
  }
  await check(0)
  expect(seen).toMatchObject({ hung: [], odd: [] })
  expect(told).toMatchObject({ hung: [], odd: [] })
  expect(seen.repeats).toBeGreaterThan(0)
  await staffWereTold(ownerUrl, 'summaries', 'id', told.summaries)
  await staffWereTold(ownerUrl, 'decisions', 'id', told.decisions)
  await staffWereTold(ownerUrl, 'decisions', 'approval_id', told.agreed)
  counted(promise, {
    ...figures,
    acknowledged: seen.acknowledged.length,
    refused: seen.refused,
    repeats: seen.repeats,
    staffActs: told.summaries.length + told.decisions.length + told.agreed.length,
  })
}

async function staffWereTold(
  ownerUrl: string,
  table: 'summaries' | 'decisions',
  column: string,
  ids: string[],
) {
  expect(ids.length, `${table} were made`).toBeGreaterThan(0)
  const found = await ask<{ id: string }>(
    ownerUrl,
    `select ${column} as id from ${table} where ${column} = any($1::uuid[])`,
    [ids],
  )
  expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort())
}
