import { z } from '@hono/zod-openapi'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { posts, tierCeilings } from '../../db/schema.ts'
import {
  tierFields as fields,
  tierProblems as problems,
  tierWords,
} from '../../views/words/tiers.ts'
import { append } from '../custody/append.ts'
import { commitFields } from '../custody/fields.ts'
import type { Describe } from '../moderation/asked.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import { type ApprovalHandler, ask } from '../staff/approvals.ts'
import { line, wrongField } from './fields.ts'

/** Who manages an official (diện quản lý), lowest first. `central` is known only to be refused. */
export const tiers = ['commune', 'province', 'central'] as const
export type Tier = (typeof tiers)[number]
export type Ceiling = Exclude<Tier, 'central'>

export const newCeiling = z.object({ tier: z.enum(tiers), document: line(300) })
export type NewCeiling = z.output<typeof newCeiling>

const askedCeiling = z.object({ tier: z.enum(['commune', 'province']), document: z.string() })

/** Up to which tier the own Front may enter officials; `commune` until two persons said otherwise. */
export async function ceilingOf(tx: Tx, { organisation }: Actor): Promise<Ceiling> {
  const { rows } = await tx.execute(sql`select tier_ceiling(${organisation}::uuid) as tier`)
  return z.object({ tier: z.enum(['commune', 'province']) }).parse(rows[0]).tier
}

/** Whether a tier is within a ceiling; narrows it to what a post may hold. */
export function isWithin(tier: Tier, ceiling: Ceiling): tier is Ceiling {
  return tiers.indexOf(tier) <= tiers.indexOf(ceiling)
}

/**
 * Asks a lead for another ceiling; gives the approval's id. Raises Problem('forbidden') unless
 * administrator, 'invalid' for `central` (never, whoever asks), 'conflict' when nothing would change
 * or posts above a lower ceiling are held.
 */
export async function askCeiling(tx: Tx, actor: Actor, given: NewCeiling): Promise<string> {
  const { tier, document } = given
  if (tier === 'central') throw wrongField('tier', problems.hardCeiling)
  await mustChange(tx, actor, tier)
  return ask(tx, actor, 'raise_tier', actor.organisation, { tier, document })
}

/** What a lead's agreement to another ceiling does. */
export const ceilingAgreed: ApprovalHandler = {
  async agreed(tx, approval, actor) {
    const { tier, document } = askedCeiling.parse(approval.payload)
    await mustChange(tx, actor, tier)
    const id = crypto.randomUUID()
    const organisationId = actor.organisation
    const entrySeq = await append(tx, {
      ...{ organisation: organisationId, kind: 'tier.set', item: id, second: approval.askedBy },
      commitment: commitFields(tier, document),
    })
    const by = { askedBy: approval.askedBy, agreedBy: actor.person }
    await tx.insert(tierCeilings).values({ id, organisationId, tier, document, ...by, entrySeq })
  },
}

/** What a lead must see of another ceiling: from which tier to which, and what allows it. */
export const describeCeiling: Describe = async (tx, actor, asked, say) => {
  const { tier, document } = askedCeiling.parse(asked.payload)
  const lines = [
    { name: fields.now, text: say(tierWords[await ceilingOf(tx, actor)]) },
    { name: fields.ceiling, text: say(tierWords[tier]) },
    { name: fields.document, text: document },
  ]
  return { title: say(fields.ceilingTitle), href: '/can-bo/dien-quan-ly', lines, warnings: [] }
}

async function mustChange(tx: Tx, actor: Actor, tier: Ceiling): Promise<void> {
  if ((await ceilingOf(tx, actor)) === tier) throw new Problem('conflict', problems.same)
  if (tier === 'province') return
  const held = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.organisationId, actor.organisation),
        eq(posts.tier, 'province'),
        or(isNull(posts.validTo), sql`${posts.validTo} >= today()`),
      ),
    )
    .limit(1)
  if (held.length > 0) throw new Problem('conflict', problems.held)
}
