import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryFault, readEntry } from '../../src/custody/entry.ts'
import { glance } from '../../src/custody/glance.ts'
import { keptEntry, soundLeaf } from '../../src/custody/plain.ts'
import { leafHash } from '../../src/custody/tree.ts'

const uuid = fc.uuid()
const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const instant = fc
  .date({ min: new Date('1999-12-31'), max: new Date('2100-03-01'), noInvalidDate: true })
  .map((at) => at.toISOString())
/** Entries as they are written: keys in order, absent ones left out. */
const written = fc
  .record({
    byStaff: fc.boolean(),
    actor: uuid,
    commitment: optional(fc.stringMatching(/^[0-9a-f]{64}$/)),
    item: uuid,
    kind: fc.constantFrom('letter.received', 'feedback.not-accept', 'a.b'),
    number: optional(fc.integer()),
    reason: optional(fc.stringMatching(/^[a-z0-9_-]{1,60}$/)),
    second: optional(uuid),
    subject: optional(uuid),
    time: instant,
  })
  .map(({ byStaff, actor, commitment, time, ...rest }) => {
    const { item, kind, number, reason, second, subject } = rest
    const by = byStaff ? { actor } : {}
    const day = byStaff ? {} : { day: time.slice(0, 10) }
    const at = byStaff ? { time } : {}
    const said = { ...by, commitment, ...day, item, kind, number, reason, second, subject, ...at }
    return JSON.stringify({ ...said, v: 1 })
  })

/** What an entry may be turned into: another day, number or key, something more, less, or doubled. */
const turns: readonly ((text: string, at: number) => string)[] = [
  (text, at) => text.slice(0, at % text.length) + text.slice((at % text.length) + 1),
  (text, at) => `${text.slice(0, at % text.length)}0${text.slice(at % text.length)}`,
  (text, at) => `${text.slice(0, at % text.length)}\u00e9${text.slice((at % text.length) + 1)}`,
  (text) => text.replace(/-\d\d-\d\d(["T])/, '-02-30$1'),
  (text) => text.replace(/\d{4}-\d\d-\d\d(["T])/, '1900-02-29$1'),
  (text) => text.replace(/\d{4}-\d\d-\d\d(["T])/, '2000-02-29$1'),
  (text) => text.replace(/T\d\d/, 'T24'),
  (text) => text.replace(/"number":-?\d+/, '"number":-0'),
  (text) => text.replace(/"number":-?\d+/, '"number":9007199254740993'),
  (text) => text.replace(/"number":(-?\d+)/, '"number":0$1'),
  (text) => text.replace(/"item":"(.)/, '"item":"F'),
  (text) => text.replace(/("item":"[^"]+",)/, '$1$1'),
  (text) => text.replace('"kind"', '"day":"2026-01-02","kind"'),
  (text) => text.replace(/"time":"[^"]+",/, ''),
  (text) => text.replace(/"actor":"[^"]+",/, ''),
  (text) => text.replace('"v":1', '"v":2'),
  (text) => `${text}\n`,
  (text) => ` ${text}`,
  (text) => text.replaceAll(',', ', '),
]
const turned = fc
  .tuple(written, fc.constantFrom(...turns), fc.nat())
  .map(([text, turn, at]) => turn(text, at))

test('what is written is taken at a glance', () => {
  fc.assert(
    fc.property(written, (text) => {
      expect(glance(text)).toMatchObject(said(text))
    }),
  )
})

test('a glance takes nothing that reading piece by piece refuses', () => {
  fc.assert(
    fc.property(fc.oneof(written, turned), (text) => {
      const seen = glance(text)
      if (!seen) return
      expect(readEntry(Buffer.from(text))).toMatchObject(said(text))
      expect(seen).toMatchObject(said(text))
      const given = JSON.parse(text)
      expect(JSON.stringify(given)).toBe(text)
      expect(Object.keys(given)).toEqual(Object.keys(given).sort())
    }),
    { numRuns: 3000 },
  )
})

test('an entry is sound only with the hash and all columns that are its own', () => {
  fc.assert(
    fc.property(written, uuid, (text, other) => {
      const { item, kind, subject = '-' } = said(text)
      const leaf = Buffer.from(leafHash(Buffer.from(text))).toString('hex')
      const entry = { seq: 0, text, leaf, columns: `${item} ${subject} ${kind}` }
      expect(soundLeaf(entry)).toEqual(Buffer.from(leaf, 'hex'))
      expect(entryFault(keptEntry(entry), leafHash(Buffer.from(text)))).toBeNull()
      const wrong = [
        { leaf: leaf.replace(/^./, (one) => (one === '0' ? '1' : '0')) },
        { columns: `${other} ${subject} ${kind}` },
        { columns: `${item} ${other} ${kind}` },
        { columns: `${item} - ${subject} ${kind}` },
        { columns: `${item} ${subject} ${kind}x` },
        { columns: `${item} ${subject} ` },
      ]
      for (const one of wrong) {
        expect(soundLeaf({ ...entry, ...one })).toBeNull()
        const fault = entryFault(keptEntry({ ...entry, ...one }), leafHash(Buffer.from(text)))
        expect(fault).toBe('leaf' in one ? 'leaf' : 'columns')
      }
    }),
  )
})

function said(text: string): { item: string; kind: string; subject?: string } {
  const { item, kind, subject } = JSON.parse(text)
  return subject === undefined ? { item, kind } : { item, kind, subject }
}
