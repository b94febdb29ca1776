import { z } from '@hono/zod-openapi'
import { feedback, feedbackState, senderActs } from '../../db/schema.ts'
import { polarities, standings, verdicts } from './decision.ts'

// What the moderation API answers. Days are YYYY-MM-DD; moments of staff acts are UTC.
const day = z.string().meta({ format: 'date' })
const moment = z.iso.datetime()
const person = z.object({ id: z.uuid(), name: z.string().nullable() })
const state = z.enum(feedbackState.state.enumValues)

const about = z.object({
  official: z.uuid().optional(),
  collective: z.uuid().optional(),
  text: z.string().optional(),
  name: z.string().optional(),
})

const common = {
  id: z.uuid(),
  number: z.string(),
  state,
  kind: z.enum(feedback.kind.enumValues),
  channel: z.string(),
  area: z.string(),
  areaName: z.string(),
  day,
  about: z.array(about),
  proof: z.boolean(),
  held: z.boolean(),
  resident: z.boolean(),
  due: day.optional(),
}

export const itemShape = z
  .object({
    ...common,
    preview: z.string(),
    attachments: z.number().int(),
    waiting: z.boolean(),
    cluster: z.uuid().optional(),
    voices: z.number().int().optional(),
  })
  .openapi('FeedbackItem')

export const pageShape = z.object({ items: z.array(itemShape), next: z.string().nullable() })

const act = z.enum(senderActs.act.enumValues)
const maybe = <S extends z.ZodType>(shape: S) => shape.nullable()

const assisted = z.object({
  place: z.string(),
  heldOn: day,
  consentBy: z.enum(['boxes', 'read-out', 'minutes']),
  register: maybe(
    z.object({
      number: z.number().int(),
      year: z.number().int(),
      day,
      reference: maybe(z.string()),
      note: maybe(z.string()),
    }),
  ),
})

const mail = z.object({
  letter: z.uuid(),
  verdict: z.object({
    spf: z.string().optional(),
    dkim: z.string().optional(),
    dmarc: z.string().optional(),
  }),
  automatic: z.string().optional(),
  unread: z.boolean(),
  charsets: z.array(z.string()),
  folded: z.string(),
  readAs: maybe(z.string()),
})

export const feedbackShape = z
  .object({
    ...common,
    use: z.enum(['record', 'front-only']),
    observedOn: maybe(z.string()),
    place: maybe(z.enum(['residence', 'workplace', 'other'])),
    readable: z.boolean(),
    text: maybe(z.string()),
    attachments: z.array(
      z.object({
        ...{ id: z.uuid(), name: z.string(), type: z.string(), size: z.number().int() },
        /** The safe copy's newest version; null while it is being made. */
        copy: maybe(
          z.object({
            version: z.number().int(),
            pages: z.number().int(),
            pagesInAll: z.number().int(),
            refusal: maybe(z.string()),
          }),
        ),
      }),
    ),
    assisted: maybe(assisted),
    mail: maybe(mail),
    messages: z.array(
      z.object({
        from: z.enum(['sender', 'staff']),
        kind: z.string(),
        day,
        text: z.string(),
        mail: mail.optional(),
      }),
    ),
    acts: z.array(z.object({ act, day })),
    targets: z.array(
      z.object({
        subject: z.uuid(),
        kind: z.enum(['official', 'collective', 'organisation']),
        name: z.string(),
        number: z.number().int(),
      }),
    ),
    summaries: z.array(
      z.object({
        id: z.uuid(),
        version: z.number().int(),
        text: maybe(z.string()),
        by: person,
        at: moment,
      }),
    ),
    decisions: z.array(
      z.object({
        id: z.uuid(),
        verdict: z.enum(verdicts),
        reason: maybe(z.string()),
        note: maybe(z.string()),
        standing: maybe(z.enum(standings)),
        polarity: maybe(z.enum(polarities)),
        topic: maybe(z.string()),
        officials: z.array(z.uuid()),
        collectives: z.array(z.uuid()),
        into: maybe(z.uuid()),
        by: person,
        agreedBy: maybe(person),
        at: moment,
      }),
    ),
    approvals: z.array(
      z.object({
        id: z.uuid(),
        act: z.string(),
        by: person,
        at: moment,
        expiresAt: moment,
        outcome: maybe(z.enum(['agreed', 'declined', 'returned'])),
        answeredBy: maybe(person),
        note: maybe(z.string()),
      }),
    ),
  })
  .openapi('Feedback')

/** The filters as they stand in an address; `queueFilterOf` says what is wrong with them. */
export const queryShape = z.object({
  state: z.string().optional(),
  area: z.string().optional(),
  channel: z.string().optional(),
  kind: z.string().optional(),
  official: z.string().optional(),
  topic: z.string().optional(),
  q: z.string().optional(),
  cursor: z.string().optional(),
  limit: z.string().optional(),
})
