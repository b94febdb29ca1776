import { hash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Caller, NoAnswer } from './client.ts'

/** A letter somebody holds a receipt for: the service owes it. */
export type Acknowledged = {
  key: string
  body: object
  receipt: string
  number: string
  digest: string
}

/** What a load has seen so far. */
export type Seen = {
  acknowledged: Acknowledged[]
  /** Calls that nobody answered in time. */
  hung: string[]
  /** Answers nobody should get: not 201, and not a plain refusal to be tried again. */
  odd: string[]
  refused: number
  repeats: number
  /** How many letters may be acknowledged before senders pause; whoever watches moves it on. */
  most: number
}

/** Letters sent by some senders, without pause up to `most`, until `stop`; each sends again until it has a receipt. */
export function sendLetters(
  callers: Caller,
  port: () => number,
  given: { senders: number; area: string; official: string },
): { seen: Seen; stop(): Promise<void> } {
  const none = { acknowledged: [], hung: [], odd: [], refused: 0, repeats: 0 }
  const seen: Seen = { ...none, most: Number.POSITIVE_INFINITY }
  let stopped = false
  const sender = async (place: number) => {
    for (let count = 0; !stopped; count++) {
      while (!stopped && seen.acknowledged.length >= seen.most) await sleep(20)
      const key = randomUUID()
      const body = letter(given, `Thư ${place}.${count} về họp tổ dân phố. ${key}`)
      // A proof of work costs the sender more than the letter costs the service.
      const got = await untilTaken(key, body, count % 40 === 0)
      if (!got) continue
      seen.acknowledged.push({ key, body, ...got })
      if (count % 5 === 0) await repeat(seen.acknowledged.at(-1) as Acknowledged)
    }
  }
  const running = Array.from({ length: given.senders }, (_, place) => sender(place))

  async function untilTaken(key: string, body: object, solve: boolean) {
    while (!stopped) {
      const answer = await post(key, body, solve)
      if (answer) return answer
      await sleep(20)
    }
  }
  async function repeat(old: Acknowledged) {
    const again = await post(old.key, old.body, false)
    if (!again) return
    seen.repeats += 1
    const same = again.receipt === old.receipt && again.number === old.number
    if (!same || again.digest !== old.digest) seen.odd.push(`another receipt for ${old.key}`)
  }
  async function post(key: string, body: object, solve: boolean) {
    try {
      const altcha: Record<string, string> = solve ? { altcha: await proof(callers, port()) } : {}
      const answer = await callers.ask(port(), '/api/v1/feedback', {
        body,
        headers: { 'idempotency-key': key, ...altcha },
      })
      if (answer.status === 201) return answer.body as Omit<Acknowledged, 'key' | 'body'>
      if (answer.status !== 503) seen.odd.push(`${answer.status} ${answer.text.slice(0, 300)}`)
      seen.refused += 1
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      if (error.hung) seen.hung.push(key)
    }
  }

  return {
    seen,
    async stop() {
      stopped = true
      await Promise.all(running)
    },
  }
}

/** The body of one letter about an official. */
export function letter({ area, official }: { area: string; official: string }, text: string) {
  return { area, kind: 'comment', about: [{ official }], text, use: 'record' }
}

/** The header `Altcha`: a challenge of the door, solved as a browser would. */
export async function proof(callers: Caller, port: number): Promise<string> {
  const { body } = await callers.ask(port, '/api/v1/challenge')
  const { maxnumber, ...given } = body as { maxnumber: number; salt: string; challenge: string }
  for (let number = 0; number <= maxnumber; number++) {
    if (hash('sha256', `${given.salt}${number}`) === given.challenge) {
      return btoa(JSON.stringify({ ...given, number }))
    }
  }
  return ''
}
