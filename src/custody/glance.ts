/** What an entry says of the columns beside it. */
export type Glance = {
  readonly kind: string
  readonly item: string
  readonly subject?: string | undefined
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const day = '\\d{4}-\\d\\d-\\d\\d'
const time = 'T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z'
const optional = (name: string, value: string) => `(?:"${name}":${value},)?`
const form = new RegExp(
  [
    '^\\{',
    optional('actor', `"(${uuid})"`),
    optional('commitment', '"[0-9a-f]{64}"'),
    optional('day', `"(${day})"`),
    `"item":"(${uuid})","kind":"([a-z][a-z-]*\\.[a-z-]+)",`,
    optional('number', '(?:0|-?[1-9]\\d{0,14})'),
    optional('reason', '"[a-z0-9_-]{1,60}"'),
    optional('second', `"${uuid}"`),
    optional('subject', `"(${uuid})"`),
    optional('time', `"(${day})${time}"`),
    '"v":1\\}$',
  ].join(''),
)

/**
 * Reads an entry that is written as custody_append writes them: format version 1 and canonical in one
 * look. Null says only that it must be read piece by piece (./entry.ts), whose rules are the rules:
 * this may pass over what they take, never take what they refuse (a test compares).
 */
export function glance(text: string): Glance | null {
  const found = form.exec(text)
  if (!found) return null
  const [, actor, day, item = '', kind = '', subject, of] = found
  const whose = actor === undefined ? day !== undefined && of === undefined : day === undefined
  if (!whose || !isDay(day ?? of ?? '')) return null
  return { kind, item, subject }
}

// Entries follow one another in time: mostly it is the day before this one's, too.
let lastDay = ''

function isDay(day: string): boolean {
  if (day === lastDay) return true
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day)) return false
  lastDay = day
  return true
}
