import type { Sentence } from '../../views/lang.ts'
import { balanceWords } from '../../views/words/verify.ts'
import { type Outcome, outcomes } from '../review/became.ts'
import type { BundleContents } from './contents.ts'

/**
 * What does not add up in a bundle: sums, gaps in the running numbers, items nobody received,
 * criteria that are not listed. Empty when nothing is hidden that the numbers can show.
 * Rule: received = accepted + not accepted + rejected + merged + diverted + forwarded + withdrawn
 * + erased + pending (contract.md).
 */
export function balanceFaults(contents: BundleContents): Sentence[] {
  return [...sumFaults(contents), ...numberFaults(contents), ...itemFaults(contents)]
}

function sumFaults({ balance, items, excluded, numbers }: BundleContents): Sentence[] {
  const faults: Sentence[] = []
  const sum = outcomes.reduce((total, outcome) => total + balance[outcome], 0)
  if (sum !== balance.received) faults.push(balanceWords.sum(balance.received, sum))
  if (numbers.length !== balance.received) {
    faults.push(balanceWords.count(balance.received, numbers.length))
  }
  const leftOut = (outcome: Outcome) =>
    excluded.filter((row) => row.state === outcome).reduce((total, row) => total + row.count, 0)
  for (const outcome of outcomes) {
    const shown = leftOut(outcome) + (outcome === 'accepted' ? items.length : 0)
    if (shown !== balance[outcome]) {
      faults.push(balanceWords.outcome(outcome, balance[outcome], shown))
    }
  }
  return faults
}

function numberFaults({ numbers, numbersBefore }: BundleContents): Sentence[] {
  const faults: Sentence[] = []
  let expected = numbersBefore + 1
  let previous = 0
  for (const number of numbers) {
    if (number <= previous) faults.push(balanceWords.order(number))
    else if (number > numbersBefore) {
      if (number !== expected) faults.push(balanceWords.gap(expected, number - 1))
      expected = number + 1
    }
    previous = Math.max(previous, number)
  }
  return faults
}

function itemFaults({ items, numbers, criteria }: BundleContents): Sentence[] {
  const received = new Set(numbers)
  const listed = new Set(criteria.map((criterion) => criterion.code))
  const seen = new Set<number>()
  return items.flatMap(({ number, criterion }) => {
    const faults: Sentence[] = []
    if (!received.has(number)) faults.push(balanceWords.stranger(number))
    if (seen.has(number)) faults.push(balanceWords.twice(number))
    if (criterion !== null && !listed.has(criterion)) faults.push(balanceWords.criterion(number))
    seen.add(number)
    return faults
  })
}
