import canonicalize from 'canonicalize'
import { z } from 'zod'
import { type Outcome, outcomes } from '../review/became.ts'
import { head, reference } from './head-contents.ts'
import { count, day, line, runningNumber, text } from './lines.ts'

export const bundleFormat = 'ydan-bundle-1'

const leaf = z.string().regex(/^[0-9a-f]{64}$/)
// Reasons that would tell the meeting that somebody denounced or complained (domain.md §0.6).
const unspoken = new Set([
  'complaint',
  'denunciation',
  'party_denunciation',
  'corruption_report',
  'crime',
  'secrecy',
])
const reasonCode = z
  .string()
  .regex(/^[a-z][a-z_]{0,59}$/)
  .transform((code) => (unspoken.has(code) ? null : code))

const record = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('official'),
    id: z.uuid(),
    name: line,
    birthYear: z.int().min(1900).max(2100).nullable(),
    posts: z.array(z.strictObject({ title: line, organisation: line.nullable() })).max(20),
  }),
  z.strictObject({ kind: z.literal('collective'), id: z.uuid(), name: line }),
])

const cycle = z.strictObject({
  name: line,
  year: z.int().min(2000).max(2100),
  kind: z.enum(['term', 'year', 'quarter', 'month', 'adhoc']),
  framework: line,
  rules: z
    .array(z.strictObject({ number: line, date: day, issuer: line, title: line }))
    .min(1)
    .max(20),
})

const residenceComment = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('given'), text, cell: line, day }),
  z.strictObject({
    state: z.enum(['exempt', 'not_asked', 'not_received', 'not_applicable']),
  }),
])

const prompt = z.strictObject({ number: line, day, signer: line, text })
const promised = z.strictObject({
  cycle: line,
  shortcoming: text,
  measure: text,
  responsible: line,
  dueOn: day,
  /** Null while it is not recorded as done. */
  done: z.strictObject({ day, proof: text }).nullable(),
})

const explanation = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('given'),
    kind: z.enum(['accept', 'explain', 'review-again']),
    text,
    day,
    /** What came of “đề nghị xem lại”, once somebody else has looked. */
    looked: z.literal('upheld').optional(),
  }),
  z.strictObject({ state: z.enum(['silent', 'not_asked', 'not_sent', 'waiting']) }),
])

/** A file's safe copy: which of the files received, its pages as pictures, and how many there were. */
const releasedFile = z
  .strictObject({
    file: z.int().min(1).max(1_000),
    of: z.int().min(1).max(1_000_000),
    pages: z
      .array(
        z.strictObject({
          size: z
            .int()
            .min(1)
            .max(64 << 20),
          sha256: leaf,
        }),
      )
      .min(1)
      .max(100),
  })
  .refine(({ of, pages }) => pages.length <= of)

const item = z.strictObject({
  number: runningNumber,
  kind: z.enum(['comment', 'praise', 'report']),
  polarity: z.enum(['positive', 'negative', 'mixed']),
  topic: line,
  criterion: line.nullable(),
  standing: z.enum(['said', 'several', 'confirmed', 'documented']),
  /** Earlier cycles in which the same was said, as somebody marked who read both. */
  again: z.array(line).min(1).max(20).optional(),
  summary: text,
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  place: z.enum(['residence', 'workplace', 'other']).nullable(),
  /** Whole fives; 1 stands for fewer than five. */
  senders: z.int().min(1).max(1_000_000),
  /** None below five senders: with few of them the way it came points at somebody. */
  channels: z.array(z.enum(['online', 'assisted', 'imported'])).max(3),
  explanation,
  /** Words of the letter as they stand, when two persons let them out. */
  verbatim: text.optional(),
  /** Files that came with it: how many, of how many two persons released a safe copy, and those. */
  attachments: z
    .strictObject({ received: count, released: count, files: z.array(releasedFile).optional() })
    .refine(({ received, released }) => released <= received)
    .refine(({ released, files = [] }) => released === files.length)
    .refine(({ received, files = [] }) =>
      increasing(
        files.map(({ file }) => file),
        received,
      ),
    ),
  /**
   * Leaf hash of the custody entry with which its letter was received. The entry itself stays
   * inside: it names the receipt's number, which would point at whoever holds the slip.
   */
  letter: leaf,
})

// A reason on what was diverted would tell the meeting that a denunciation exists (domain.md §0.6).
const excluded = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('diverted'), reason: z.null(), count }),
  z.strictObject({
    state: z.enum(outcomes).exclude(['diverted']),
    reason: reasonCode.nullable(),
    count,
  }),
])

const balance = z.strictObject({
  received: count,
  ...(Object.fromEntries(outcomes.map((outcome) => [outcome, count])) as Record<
    Outcome,
    typeof count
  >),
})

const bundleContents = z
  .strictObject({
    format: z.literal(bundleFormat),
    /** The issuing Front committee, and the line above it in the head of the paper. */
    organisation: line,
    above: line.nullable(),
    place: line,
    record,
    cycle,
    version: z.int().min(1).max(10_000),
    /** Why there is a new version; null on the first. */
    reason: text.nullable(),
    cutOff: day,
    frozenAt: z
      .string()
      .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
      .pipe(z.iso.datetime()),
    frozenBy: line,
    agreedBy: line,
    residenceComment,
    frontComment: z
      .strictObject({ text, day, number: line.optional(), signer: line.optional() })
      .nullable(),
    /** Signed prompts; absent where there are none, as is the next. */
    prompts: z.array(prompt).min(1).max(50).optional(),
    /** Remedies of earlier cycles. */
    promised: z.array(promised).min(1).max(200).optional(),
    /** Papers of other bodies about the subject, number, day and issuer alone. */
    references: z.array(reference).min(1).max(100).optional(),
    criteria: z.array(z.strictObject({ code: line, name: line })).max(100),
    /** What a head is asked besides; absent for everybody else. */
    head: head.optional(),
    items: z.array(item).max(5_000),
    /**
     * Of how many items, at least, the letter came with a one-time slip: a class of provenance, told
     * in whole fives and of no single item. Absent below five, where it might point at somebody.
     */
    residents: z.int().min(5).max(5_000).multipleOf(5).optional(),
    excluded: z.array(excluded).max(500),
    balance,
    /** Running numbers given to this record before the cycle began (they run for life). */
    numbersBefore: z.int().min(0).max(1_000_000_000),
    /** Every running number this balance answers for, ascending; ≤ numbersBefore = carried over. */
    numbers: z.array(runningNumber).max(100_000),
    /** The custody log when the bundle was frozen: entries, and the leaf hash of the last. */
    custody: z.strictObject({
      /** Code of the organisation whose log it is. */
      organisation: line,
      size: z.int().min(0),
      leaf,
    }),
  })
  .refine(({ residents = 0, items }) => residents <= items.length, {
    path: ['residents'],
    message: 'more residents than items',
  })
  .refine(({ head: asked, items }) => pointsAtItems(asked, items), {
    path: ['head'],
    message: 'an item that is not in the bundle',
  })
  .refine((contents) => (contents.version === 1) === (contents.reason === null), {
    path: ['reason'],
    message: 'a first version has no reason, a correction has one',
  })

function pointsAtItems(
  asked: z.output<typeof head> | undefined,
  items: readonly { number: number }[],
): boolean {
  const numbers = new Set(items.map(({ number }) => number))
  return [...(asked?.unity ?? []), ...(asked?.family ?? [])].every((one) => numbers.has(one))
}

function increasing(numbers: readonly number[], most: number): boolean {
  return numbers.every((one, at) => one > (numbers[at - 1] ?? 0) && one <= most)
}

/** All that was frozen; papers, items, manifest and ZIP are rebuilt from this and the key alone. */
export type BundleContents = z.output<typeof bundleContents>
export type BundleItem = BundleContents['items'][number]
/** What a caller may hand in: the same, with texts not yet cleaned. */
export type BundleDraft = z.input<typeof bundleContents>

/**
 * Parses what is to be frozen, or what was read from a bundle. Texts come out in NFC without
 * invisible controls. Throws ZodError when it is not a bundle's contents.
 */
export function parseContents(draft: unknown): BundleContents {
  return bundleContents.parse(draft)
}

/** The same without throwing: null when it is not a bundle's contents. */
export function contentsOf(read: unknown): BundleContents | null {
  return bundleContents.safeParse(read).data ?? null
}

/** RFC 8785 canonical JSON of a value, as UTF-8 bytes. */
export function canonical(value: unknown): Uint8Array {
  const json = canonicalize(value)
  if (json === undefined) throw new TypeError('nothing to write as JSON')
  return new TextEncoder().encode(json)
}
