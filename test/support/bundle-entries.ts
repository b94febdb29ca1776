import canonicalize from 'canonicalize'

/** The fictional official the fixture bundle is about. */
export const official = '6f1d2a10-0000-4000-8000-000000000001'
export const record = '6f1d2a10-0000-4000-8000-000000000002'
const person = '6f1d2a10-0000-4000-8000-000000000003'
const idOf = (kind: number, number: number) =>
  `6f1d2a10-000${kind}-4000-8000-${String(number).padStart(12, '0')}`

/** The custody entry of the letter behind item `number`, as the door would write it. */
export function letterEntry(number: number): Uint8Array {
  return bytes({
    kind: 'letter.received',
    item: idOf(4, number),
    subject: idOf(5, number),
    number: number + 100,
    commitment: 'ab'.repeat(32),
    day: '2026-08-14',
  })
}

/** The entry that gave item `number` its running number. */
export function numberEntry(number: number, subject = official): Uint8Array {
  const item = idOf(6, number)
  return bytes({ kind: 'feedback.numbered', item, subject, number, day: '2026-08-14' })
}

/** The entry of the freeze. */
export function frozenEntry(version: number, commitment: string): Uint8Array {
  return bytes({
    kind: 'bundle.frozen',
    item: idOf(7, version),
    subject: record,
    number: version,
    actor: person,
    second: person,
    commitment,
    time: '2026-11-20T18:30:05.123Z',
  })
}

/** Any other entry, to fill the log. */
export function otherEntry(number: number): Uint8Array {
  return bytes({ kind: 'summary.written', item: idOf(8, number), day: '2026-08-15' })
}

function bytes(entry: object): Uint8Array {
  return new TextEncoder().encode(canonicalize({ v: 1, ...entry }))
}
