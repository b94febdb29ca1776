import { solveChallenge } from 'altcha-lib/v1'
import { describe, expect, it } from 'vitest'
import { clientAddress } from '../../src/intake/address.ts'
import { createGate, type Gate } from '../../src/intake/gate.ts'
import { createTally } from '../../src/intake/tally.ts'

const pepper = new Uint8Array(32).fill(3)
const hour = 3_600_000
const limits = {
  perAddress: { proof: 4, bare: 2 },
  perArea: { proof: 100, bare: 5 },
  wrongReceipts: 3,
}

async function solved(gate: Gate, change: object = {}): Promise<string> {
  const { algorithm, challenge, salt, signature, maxnumber } = await gate.challenge()
  const found = await solveChallenge(challenge, salt, algorithm, maxnumber).promise
  return btoa(
    JSON.stringify({ algorithm, challenge, number: found?.number, salt, signature, ...change }),
  )
}

describe('a proof of work', () => {
  it('counts once, at any letterbox with the same pepper, also after a restart', async () => {
    const answer = await solved(createGate(pepper))
    const other = createGate(pepper)
    expect(await other.proves(answer)).toBe(true)
    expect(await other.proves(answer)).toBe(false)
    const third = createGate(pepper)
    const both = await Promise.all([third.proves(answer), third.proves(answer)])
    expect(both.filter(Boolean)).toHaveLength(1)
  })

  it('does not count when forged, changed, expired, from another pepper or malformed', async () => {
    let time = Date.now()
    const gate = createGate(pepper, () => time)
    expect(await gate.proves(await solved(gate, { number: 1 }))).toBe(false)
    expect(await gate.proves(await solved(gate, { signature: '0'.repeat(64) }))).toBe(false)
    expect(await gate.proves(await solved(createGate(new Uint8Array(32))))).toBe(false)
    for (const broken of [
      undefined,
      '',
      'x',
      btoa('{}'),
      btoa('null'),
      btoa('[1]'),
      'A'.repeat(5000),
    ]) {
      expect(await gate.proves(broken)).toBe(false)
    }
    const late = await solved(gate)
    time += 2 * hour + 1000
    expect(await gate.proves(late)).toBe(false)
  })

  it('still counts after midnight', async () => {
    let time = Date.UTC(2026, 10, 21, 23, 59)
    const gate = createGate(pepper, () => time)
    const answer = await solved(gate)
    time += 10 * 60_000
    expect(await gate.proves(answer)).toBe(true)
  })
})

describe('a flood', () => {
  it('makes the proof of work harder the more letters come, and easy again after the hour', async () => {
    let time = Date.now()
    const gate = createGate(pepper, () => time)
    const work = async () => (await gate.challenge()).maxnumber
    const come = (count: number) => {
      for (let one = 0; one < count; one += 1) {
        gate.holds({ address: `${one}`, area: 'ML', proof: true })
      }
    }
    expect(await work()).toBe(50_000)
    come(201)
    expect(await work()).toBe(100_000)
    come(600)
    expect(await work()).toBe(400_000)
    come(10_000)
    expect(await work()).toBe(400_000)
    expect(await gate.proves(await solved(gate))).toBe(true)
    time += hour
    expect(await work()).toBe(50_000)
  })

  it('is held above the limit of an address or an area, and starts anew after an hour', () => {
    let time = Date.now()
    const gate = createGate(pepper, () => time, limits)
    const from = (address: string, proof = false) => gate.holds({ address, area: 'ML', proof })
    expect([from('a'), from('a'), from('a')]).toEqual([false, false, true])
    expect([from('b'), from('c')]).toEqual([false, false])
    expect(from('d')).toBe(true)
    expect([from('a', true), from('d', true)]).toEqual([false, false])
    time += hour
    expect(from('a')).toBe(false)
  })

  it('of wrong receipts is told to wait, and for how long', () => {
    let time = Date.now()
    const gate = createGate(pepper, () => time, limits)
    for (const _ of [1, 2, 3]) gate.wrongReceipt('a')
    expect(() => gate.mayTry('b')).not.toThrow()
    expect(() => gate.mayTry('a')).toThrow(
      expect.objectContaining({ code: 'too_many', retryAfter: 900 }),
    )
    time += 15 * 60_000
    expect(() => gate.mayTry('a')).not.toThrow()
  })
})

describe('a tally', () => {
  it('starts anew with the key of the next day, even in the middle of a window', () => {
    let time = 0
    const tally = createTally(48 * hour, () => time)
    expect([tally.count('a'), tally.count('a'), tally.count('b')]).toEqual([1, 2, 1])
    time += 24 * hour
    expect(tally.of('a')).toBe(0)
  })
})

describe('the address that is counted', () => {
  it('is the socket without proxies of our own, whatever the request claims', () => {
    expect(clientAddress('203.0.113.9', '10.0.0.1', 0)).toBe('203.0.113.9')
  })

  it('is what our outermost proxy saw, not what was invented to its left', () => {
    expect(clientAddress('127.0.0.1', '6.6.6.6, 203.0.113.9', 1)).toBe('203.0.113.9')
    expect(clientAddress('127.0.0.1', '6.6.6.6, 203.0.113.9, 10.0.0.2', 2)).toBe('203.0.113.9')
    expect(clientAddress('127.0.0.1', undefined, 2)).toBe('127.0.0.1')
  })

  it('is the household of an IPv6 address, and IPv4 in IPv6 clothes is IPv4', () => {
    expect(clientAddress('2001:db8:1:2:3:4:5:6', undefined, 0)).toBe('2001:db8:1:2')
    expect(clientAddress('2001:db8::1', undefined, 0)).toBe('2001:db8:0:0')
    expect(clientAddress('::1', undefined, 0)).toBe('0:0:0:0')
    expect(clientAddress('::ffff:203.0.113.9', undefined, 0)).toBe('203.0.113.9')
  })
})
