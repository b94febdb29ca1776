import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { memberships, notices } from '../../db/schema/staff.ts'
import { currentMembership } from './actor.ts'
import type { Role } from './roles.ts'

export type NoticeKind =
  | 'token-created'
  | 'ask-returned'
  | 'ask-declined'
  | 'checkpoint-refused'
  | 'custodians-changed'
  | 'identity-opened'
  | 'transfer-late'
  | 'request-late'
  | 'hearings-drafted'
  | 'handed-up'
  | 'nobody-reads'
  | 'glass-broken'
  | 'recovery-used'
  | 'passkey-added'
  | 'password-changed'
  | 'cell-link-used'
  | 'cell-mail-set'
  | 'keeper-changed'
  | 'copies-restored'
  | 'phase-near'

/** Tells one person something; `about` holds ids and names, never content. */
export async function tell(
  tx: Tx,
  organisation: string,
  person: string,
  kind: NoticeKind,
  about: Record<string, string>,
): Promise<void> {
  await tx.insert(notices).values({ organisationId: organisation, personId: person, kind, about })
}

/** Tells everybody who holds a role in the organisation now. */
export async function tellAll(
  tx: Tx,
  organisation: string,
  role: Role,
  kind: NoticeKind,
  about: Record<string, string>,
): Promise<void> {
  const told = await tx
    .selectDistinct({ person: memberships.personId })
    .from(memberships)
    .where(
      and(
        eq(memberships.organisationId, organisation),
        eq(memberships.role, role),
        currentMembership,
      ),
    )
  for (const { person } of told) await tell(tx, organisation, person, kind, about)
}

/** Tells everybody who holds any role in the organisation now, each once. */
export async function tellEverybody(
  tx: Tx,
  organisation: string,
  kind: NoticeKind,
  about: Record<string, string>,
): Promise<void> {
  const told = await tx
    .selectDistinct({ person: memberships.personId })
    .from(memberships)
    .where(and(eq(memberships.organisationId, organisation), currentMembership))
  for (const { person } of told) await tell(tx, organisation, person, kind, about)
}

/** The latest notices of a person, newest first; marks them seen. */
export async function readNotices(tx: Tx, person: string) {
  const latest = await tx
    .select()
    .from(notices)
    .where(eq(notices.personId, person))
    .orderBy(desc(notices.id))
    .limit(50)
  await tx
    .update(notices)
    .set({ seenAt: sql`now()` })
    .where(and(eq(notices.personId, person), isNull(notices.seenAt)))
  return latest
}
