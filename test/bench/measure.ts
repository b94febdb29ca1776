import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** One way of doing the work; answers its figure (the larger the faster, or a time: see `better`). */
export type Side = () => Promise<number>

/** One line of the table: ours against a limit, side by side in every round. */
export type Comparison = {
  /** `S1`, … as in the plan. */
  name: string
  what: string
  /** What the figures are: `letters/s`, `ms`. */
  unit: string
  ours: Side
  limit: Side
  /** The ratio ours ÷ limit must be at least or at most this. */
  goal: { atLeast: number } | { atMost: number }
}

export type Line = Omit<Comparison, 'ours' | 'limit'> & {
  ratios: number[]
  ours: number[]
  limit: number[]
}

/** Runs ours and the limit turn by turn, the first to go changing every round. */
export async function compare(one: Comparison, rounds: number): Promise<Line> {
  const ours: number[] = []
  const limit: number[] = []
  for (let round = 0; round < rounds; round++) {
    const turns = [
      async () => ours.push(await one.ours()),
      async () => limit.push(await one.limit()),
    ]
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn()
  }
  const ratios = ours.map((figure, round) => figure / (limit[round] ?? Number.NaN))
  return { ...one, ratios, ours, limit }
}

/** `S1 …  0.71 0.74 0.78  ≥ 0.7 reached`, with the medians of both sides. */
export function printed({ name, what, unit, ratios, ours, limit, goal }: Line): string {
  const [least, middle, most] = [Math.min(...ratios), median(ratios), Math.max(...ratios)]
  const reached = 'atLeast' in goal ? middle >= goal.atLeast : middle <= goal.atMost
  const wanted = 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`
  const figures = `${short(median(ours))} and ${short(median(limit))} ${unit}`
  const range = [least, middle, most].map(short).join(' · ')
  return `| ${name} | ${what} | ${range} | ${wanted} | ${reached ? 'reached' : 'missed'} | ${figures} |`
}

export const head = [
  '| # | ours ÷ limit | least · median · most | goal | | medians |',
  '|---|---|---|---|---|---|',
]

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] = [sorted[half - 1], sorted[half]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

function short(figure: number): string {
  if (figure >= 100) return String(Math.round(figure))
  if (figure < 0.1 && figure > 0) return figure.toPrecision(2)
  return figure >= 10 ? figure.toFixed(1) : figure.toFixed(2)
}

/** What a process holds, in megabytes; pages that several share count once (PSS). Linux only, else 0. */
export function megabytesOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss: +(\d+)/m.exec(rollup)?.[1]) / 1024
  } catch {
    return 0
  }
}

/** Share of the processors that others use while we do nothing for two seconds, 0 to 1. */
export async function othersShare(): Promise<number> {
  const before = spent()
  await sleep(2_000)
  const after = spent()
  const busy = after.busy - before.busy
  const all = after.all - before.all
  return all === 0 ? 0 : busy / all
}

function spent(): { busy: number; all: number } {
  let busy = 0
  let all = 0
  for (const { times } of cpus().slice(0, availableParallelism())) {
    const sum = times.user + times.nice + times.sys + times.irq
    busy += sum
    all += sum + times.idle
  }
  return { busy, all }
}
