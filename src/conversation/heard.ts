import { channelNamed } from '../../channels/all.ts'
import type { AreaEntry, Door } from '../../db/door.ts'
import { areaFacts } from '../intake/area-facts.ts'
import type { filesOf } from './files.ts'
import type { KeptFile, Memory } from './memory.ts'
import { nowOf } from './send.ts'
import type { Heard, World } from './turn.ts'
import type { Event } from './waiting.ts'

/** What the dialogue may know at this turn, as the public door tells it. */
export async function worldOf(
  door: Door,
  memory: Memory,
  event: Event,
  baseUrl: string,
): Promise<World> {
  const area = memory.draft?.area
  const threads = await Promise.all(memory.threads.map((thread) => nowOf(door, thread)))
  return {
    areas: await door.areas(),
    subjects: area === undefined ? [] : await door.officials(area, ''),
    places: area === undefined ? {} : await door.places(area),
    facts: areaFacts(area === undefined ? null : await door.area(area)),
    baseUrl,
    foreign: channelNamed(event.channel)?.abilities.foreign ?? true,
    threads: threads.filter((thread) => thread !== null),
    newId: crypto.randomUUID(),
  }
}

/** What was heard, without anything that says from whom. */
export async function heardOf(
  door: Door,
  areas: readonly AreaEntry[],
  { message, content }: Event,
  files: Awaited<ReturnType<typeof filesOf>>,
): Promise<Heard> {
  const { kind, text, about, ref, media = [] } = content
  const area = await areaOf(door, areas, ref ?? text ?? '')
  const heard = files.map(({ id, position, trouble, type, size }) =>
    trouble ? { trouble } : keptFile(id, media[position]?.name, type, size, message),
  )
  return {
    kind,
    ...(text !== undefined && { text }),
    ...(message !== undefined && { message }),
    ...(about !== undefined && { about }),
    ...(area !== undefined && { area }),
    ...(heard.length > 0 && { files: heard }),
  }
}

function keptFile(
  id: string,
  name = '',
  type: string | null,
  size: number | null,
  message: string | undefined,
): KeptFile {
  const known = { id, name: name.slice(0, 200), type: type ?? '', size: size ?? 0 }
  return message === undefined ? known : { ...known, message }
}

// What a poster's code carries; a merged area leads to its successor.
async function areaOf(
  door: Door,
  areas: readonly AreaEntry[],
  given: string,
): Promise<string | undefined> {
  let code = given.trim().replace(/^#/, '')
  if (!/^(?=.*[-\d])[A-Za-z][A-Za-z0-9._-]{1,39}$/.test(code)) {
    return areas.find((area) => area.code === code && code !== '')?.code
  }
  for (let step = 0; step < 5; step += 1) {
    const open = areas.find((area) => area.code.toUpperCase() === code.toUpperCase())
    if (open) return open.code
    const successor = (await door.area(code))?.successor
    if (!successor) return undefined
    code = successor
  }
  return undefined
}
