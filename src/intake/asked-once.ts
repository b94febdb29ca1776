import type { Door } from '../../db/door.ts'

/**
 * The door, with what every letter asks (its area, who lives there, room on the disk) asked once
 * while the same is being asked. Nothing is kept afterwards: an answer is as old as one statement.
 */
export function askedOnce(door: Door): Door {
  return {
    ...door,
    area: once(door.area),
    areas: once(door.areas),
    officials: once(door.officials),
    readiness: once(door.readiness),
  }
}

function once<Given extends readonly string[], T>(ask: (...given: Given) => Promise<T>) {
  const asked = new Map<string, Promise<T>>()
  return (...given: Given): Promise<T> => {
    const name = JSON.stringify(given)
    const known = asked.get(name)
    if (known) return known
    const answer = ask(...given).finally(() => asked.delete(name))
    asked.set(name, answer)
    return answer
  }
}
