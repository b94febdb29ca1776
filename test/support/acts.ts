import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type Caller, NoAnswer } from './client.ts'

/** What staff were told is done: ids of rows that must be there. */
export type Told = {
  summaries: string[]
  decisions: string[]
  agreed: string[]
  hung: string[]
  odd: string[]
}

type People = { moderator: { token: string }; lead: { token: string } }

/** A moderator and a lead at work without pause until `stop`, through the console's API, trying again. */
export function moderate(
  callers: Caller,
  port: () => number,
  people: People,
  official: string,
): { told: Told; stop(): Promise<void> } {
  const told: Told = { summaries: [], decisions: [], agreed: [], hung: [], odd: [] }
  let stopped = false

  async function call(who: { token: string }, path: string, body?: unknown) {
    try {
      const headers = { authorization: `Bearer ${who.token}` }
      const answer = await callers.ask(port(), `/api/v1${path}`, { body, headers })
      if (answer.status >= 500 && answer.status !== 503) told.odd.push(`${path} ${answer.text}`)
      return answer
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      if (error.hung) told.hung.push(path)
      await sleep(20)
      return undefined
    }
  }

  async function moderator() {
    const decided = new Set<string>()
    for (let count = 0; !stopped; count++) {
      const page = await call(people.moderator, '/feedback?state=received&limit=20')
      const next = itemsOf(page).find(({ id }) => !decided.has(id))
      if (!next) {
        await sleep(100)
        continue
      }
      decided.add(next.id)
      await decide(next.id, count % 2 === 0 ? 'positive' : 'negative')
    }
  }
  async function decide(id: string, polarity: string) {
    const text = 'Bà con mong đồng chí nói năng ôn hòa khi họp.'
    const summary = await call(people.moderator, `/feedback/${id}/summaries`, { text })
    if (summary?.status === 201) told.summaries.push(idOf(summary, 'id'))
    const accept = { verdict: 'accept', officials: [official], topic: 'manner', standing: 'said' }
    for (let tries = 0; tries < 3; tries++) {
      const done = await call(people.moderator, `/feedback/${id}/decisions`, {
        ...accept,
        polarity,
      })
      if (done?.status === 201) told.decisions.push(idOf(done, 'decision'))
      if (done && done.status < 500) return
    }
  }
  async function lead() {
    while (!stopped) {
      const [open] = itemsOf(await call(people.lead, '/approvals'))
      if (!open) {
        await sleep(100)
        continue
      }
      const done = await call(people.lead, `/approvals/${open.id}`, { approve: true })
      if (done?.status === 200) told.agreed.push(open.id)
    }
  }

  const running = [moderator(), lead()]
  return {
    told,
    async stop() {
      stopped = true
      await Promise.all(running)
    },
  }
}

function itemsOf(answer: Answer | undefined): { id: string }[] {
  if (answer?.status !== 200) return []
  return (answer.body as { items: { id: string }[] }).items
}

function idOf(answer: Answer, name: string): string {
  return String((answer.body as Record<string, unknown>)[name])
}
