import type { MiddlewareHandler } from 'hono'
import { bodyWords as words } from '../../views/words/body.ts'
import { Problem } from '../problem.ts'

/** How many bytes of large bodies a process holds at once, and how many of them it works on. */
type Room = { bytes: number; turns: number }

// With one large letter at work and this much of others held, a letterbox stays under 768 MB (tested).
const usual: Room = { bytes: 64 * 2 ** 20, turns: 1 }

/** One request's place in the room; it is given up when the request is answered. */
export type Place = {
  /** Raises Problem('unavailable') when a body of so many bytes would find no room now. */
  expect(bytes: number): void
  /** Counts bytes that came, and gives them back; raises Problem('unavailable') when they are too many. */
  hold(bytes: number): number
  /** Waits until this body may be worked on. */
  turn(): Promise<void>
}

// By request, so that whoever reads a body needs to be handed nothing.
const places = new WeakMap<Request, Place>()

/** The place of a request; none where no room was made. */
export function placeOf(request: Request): Place | undefined {
  return places.get(request)
}

/**
 * Keeps memory within bounds however many large bodies come at once: bytes are counted as they come,
 * for what is only announced may never come and must take nobody's room.
 */
export function roomy({ bytes: most, turns } = usual): MiddlewareHandler {
  let held = 0
  let free = turns
  const waiting: (() => void)[] = []
  const holders = new Set<object>() // the oldest first
  const refuseAbove = (bytes: number) => {
    if (bytes > most) throw new Problem('unavailable', words.manyLarge, [], 30)
  }
  return async (c, next) => {
    const mine = {}
    let own = 0
    let working = false
    places.set(c.req.raw, {
      expect: (bytes) => refuseAbove(held + bytes),
      hold(bytes) {
        // The oldest is let through, or a crowd could turn itself away to the last.
        const [oldest = mine] = holders
        if (oldest !== mine) refuseAbove(held + bytes)
        holders.add(mine)
        held += bytes
        own += bytes
        return bytes
      },
      async turn() {
        if (free > 0) free -= 1
        else await new Promise<void>((wake) => waiting.push(wake))
        working = true
      },
    })
    await next().finally(() => {
      held -= own
      holders.delete(mine)
      const following = working ? waiting.shift() : undefined
      if (following) following()
      else if (working) free += 1
    })
  }
}
