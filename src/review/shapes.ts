import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { StaffEnv } from '../staff/actor.ts'
import { outcomes } from './became.ts'
import { cycleKinds } from './cycles.ts'
import { explanationKinds } from './explanations.ts'
import { organisationKinds, organisationLevels } from './organisations.ts'
import { provenanceClasses } from './provenance.ts'
import { sourceNames } from './references.ts'
import { sheetKinds } from './sheets.ts'

export type ReviewApp = OpenAPIHono<StaffEnv>

// What the review API answers. Days are YYYY-MM-DD, months YYYY-MM.
const id = z.uuid()
const day = z.string()
const maybe = <S extends z.ZodType>(shape: S) => shape.nullable()

/** A page of a list; `next` is the cursor of the one after, null on the last. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

export const madeShape = z.object({ id }).openapi('Made')

export const postShape = z
  .object({
    id,
    official: id,
    title: z.string(),
    area: z.string(),
    areaKind: z.string(),
    areaName: z.string(),
    body: maybe(id),
    bodyName: maybe(z.string()),
    handledBy: id,
    isHead: z.boolean(),
    isLeader: z.boolean(),
    tier: z.enum(['commune', 'province']),
    validFrom: day,
    validTo: maybe(day),
  })
  .openapi('Post')

export const officialShape = z
  .object({
    id,
    name: z.string(),
    code: maybe(z.string()),
    birthYear: maybe(z.number().int()),
    isPartyMember: z.boolean(),
    posts: z.array(postShape),
  })
  .openapi('Official')

export const areaShape = z
  .object({
    code: z.string(),
    kind: z.string(),
    name: z.string(),
    parent: maybe(z.string()),
    validFrom: day,
    validTo: maybe(day),
    successor: maybe(z.string()),
  })
  .openapi('Area')

export const organisationShape = z
  .object({
    id,
    code: z.string(),
    kind: z.enum(organisationKinds),
    name: z.string(),
    level: z.enum(organisationLevels),
    parent: maybe(id),
    area: maybe(z.string()),
    validTo: maybe(day),
  })
  .openapi('Organisation')

export const cycleShape = z
  .object({
    id,
    name: z.string(),
    year: z.number().int(),
    kind: z.enum(cycleKinds),
    framework: z.string(),
    startsOn: day,
    endsOn: day,
    cutOff: day,
    meetingOn: maybe(day),
    closed: z.boolean(),
  })
  .openapi('Cycle')

const subject = z.object({
  kind: z.enum(['official', 'collective']),
  id,
  name: z.string(),
})

export const coverShape = z.object({ id, subject, cycle: id }).openapi('ReviewRecordCover')

const polarity = maybe(z.enum(['positive', 'negative', 'mixed']))
const standing = maybe(z.enum(['said', 'several', 'confirmed', 'documented']))

const evidence = z
  .object({
    id,
    feedback: id,
    number: maybe(z.number().int()),
    kind: z.enum(['comment', 'praise', 'report']),
    polarity,
    topic: maybe(z.string()),
    aim: z.enum(['person', 'collective', 'both']),
    standing,
    summary: maybe(z.string()),
    month: z.string(),
    place: maybe(z.enum(['residence', 'workplace', 'other'])),
    criterion: maybe(z.string()),
    state: z.string(),
    holds: z.boolean(),
    hearing: z.enum(['not_sent', 'waiting', 'silent', 'not_asked']),
    due: maybe(day),
    bundled: z.boolean(),
    fold: maybe(z.enum(['private_life', 'family', 'third_party'])),
  })
  .openapi('Evidence')

export const criterionShape = z.object({
  ...{ id, code: z.string(), name: z.string(), ethics: z.boolean() },
  ...{
    annex: maybe(z.string()),
    tag: z.enum(['V', 'V2', 'M', 'D']),
    source: z.string(),
    own: z.boolean(),
  },
})
const count = z.number().int()

export const recordShape = z
  .object({
    id,
    subject,
    cycle: cycleShape,
    posts: z.array(postShape),
    rules: z.array(
      z.object({
        number: z.string(),
        issuedOn: maybe(day),
        issuer: z.string(),
        title: z.string(),
        tag: z.enum(['V', 'V2', 'M', 'D']),
      }),
    ),
    evidence: z.array(z.object({ criterion: maybe(criterionShape), items: z.array(evidence) })),
    explanations: z.array(
      z.object({
        id,
        evidence: id,
        kind: z.enum(explanationKinds),
        text: maybe(z.string()),
        original: maybe(z.string()),
        printed: maybe(z.string()),
        version: z.number().int(),
        objected: z.boolean(),
        looked: maybe(z.enum(['upheld', 'corrected', 'withdrawn'])),
        day,
        onBehalf: z.boolean(),
      }),
    ),
    comments: z.array(
      z.object({
        id,
        cell: z.string(),
        version: z.number().int(),
        commentedOn: day,
        number: maybe(z.string()),
        text: z.string(),
      }),
    ),
    earlierIssues: z.array(
      z.object({
        id,
        cycle: z.string(),
        summary: maybe(z.string()),
        polarity,
        topic: maybe(z.string()),
        standing,
        month: z.string(),
      }),
    ),
    remedies: z.array(
      z.object({
        id,
        shortcoming: z.string(),
        measure: z.string(),
        dueOn: day,
        responsible: z.string(),
        doneOn: maybe(day),
        proof: maybe(z.string()),
        late: z.boolean(),
      }),
    ),
    promised: z.array(
      z.object({
        ...{ id, cycle: z.string(), shortcoming: z.string(), measure: z.string(), dueOn: day },
        ...{ responsible: z.string(), doneOn: maybe(day), proof: maybe(z.string()) },
        late: z.boolean(),
      }),
    ),
    sheets: z.array(
      z.object({
        id,
        kind: z.enum(sheetKinds),
        text: z.string(),
        draftedOn: day,
        evidence: z.array(id),
        issued: maybe(z.object({ number: z.string(), signedOn: day, signer: z.string() })),
        replaced: z.boolean(),
      }),
    ),
    /** Null for who reads the record as a cell. */
    references: maybe(
      z.array(
        z.object({
          ...{ id, source: z.enum(sourceNames), number: z.string(), datedOn: day },
          issuer: z.string(),
          petitions: maybe(z.object({ received: count, settled: count, overdue: count })),
        }),
      ),
    ),
    reopenings: z.array(
      z.object({
        ...{ id, reason: z.string(), decidedBy: z.string(), document: z.string() },
        ...{ decidedOn: day, open: z.boolean() },
      }),
    ),
    balance: maybe(
      z.object({
        received: count,
        accepted: count,
        not_accepted: count,
        rejected: count,
        merged: count,
        diverted: count,
        forwarded: count,
        withdrawn: count,
        erased: count,
        pending: count,
      }),
    ),
    provenance: maybe(
      z.array(z.object({ from: z.enum(provenanceClasses), atLeast: maybe(count) })),
    ),
    raisedAgain: z.array(z.object({ evidence: id, earlier: id })),
    excluded: maybe(
      z.array(z.object({ state: z.enum(outcomes), reason: maybe(z.string()), count })),
    ),
    setAside: z.array(evidence),
  })
  .openapi('ReviewRecord')
