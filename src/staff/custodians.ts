import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { custodianKeys, custodianRosters } from '../../db/schema/custodians.ts'
import { memberships, people } from '../../db/schema/staff.ts'
import { custodianProblems as problems } from '../../views/words/custodians.ts'
import { Problem } from '../problem.ts'
import { toBase64 } from '../seal/bytes.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import type { Signer } from '../seal/keys.ts'
import {
  type Custodian,
  maxCustodians,
  type Roster,
  readRoster,
  signRoster,
} from '../seal/roster.ts'
import { type Actor, currentMembership, membershipsOf } from './actor.ts'
import { type Approval, type ApprovalHandler, ask } from './approvals.ts'
import { tellAll } from './notices.ts'

/** What changes about the keys: an administrator asks, a lead agrees (act `change_keys`). */
export const keyChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), key: z.uuid() }),
  z.object({ kind: z.literal('remove'), key: z.uuid() }),
  /** A new version of the letter key; carried out by `ydan keys rotate`. */
  z.object({ kind: z.literal('rotate') }),
])
export type KeyChange = z.infer<typeof keyChange>

/** A custodian's key as people see it; `standing` says whether letters are sealed for it. */
export type ShownKey = {
  id: string
  person: string
  name: string
  fingerprint: string
  madeAt: Date
  standing: 'in' | 'waiting' | 'out'
  /** Whether the person still holds the role. */
  custodian: boolean
}

/**
 * The organisation's roster, believed only under one of the deployment's signing keys; version 0
 * before the first. Raises Problem('unavailable') for one that is not genuine.
 */
export async function rosterOf(
  tx: Tx,
  organisation: string,
  signingKeys: readonly Uint8Array[],
): Promise<Roster> {
  const [newest] = await tx
    .select({ bytes: custodianRosters.bytes, signature: custodianRosters.signature })
    .from(custodianRosters)
    .where(eq(custodianRosters.organisationId, organisation))
    .orderBy(desc(custodianRosters.version))
    .limit(1)
  if (!newest) return { organisation, version: 0, custodians: [] }
  return readRoster(newest, signingKeys, organisation)
}

/** Every person's newest key in the organisation, and those on the roster; by name. */
export async function shownKeys(tx: Tx, roster: Roster): Promise<ShownKey[]> {
  const rows = await tx
    .select({
      id: custodianKeys.id,
      person: people.id,
      name: people.name,
      publicKey: custodianKeys.publicKey,
      madeAt: custodianKeys.madeAt,
      seq: custodianKeys.entrySeq,
      membership: memberships.id,
    })
    .from(custodianKeys)
    .innerJoin(people, eq(people.id, custodianKeys.personId))
    .leftJoin(memberships, heldBy)
    .where(eq(custodianKeys.organisationId, roster.organisation))
    .orderBy(asc(people.name), desc(custodianKeys.entrySeq))
  const listed = new Set(roster.custodians.map(({ key }) => key))
  const newest = new Map(rows.map(({ person, id }) => [person, id]).reverse() as [string, string][])
  const seen = new Set<string>()
  return rows.flatMap(({ publicKey, membership, seq: _, ...row }) => {
    if (seen.has(row.id) || !(listed.has(row.id) || newest.get(row.person) === row.id)) return []
    seen.add(row.id)
    const custodian = membership !== null
    const standing = listed.has(row.id) ? 'in' : custodian ? 'waiting' : 'out'
    return [{ ...row, custodian, standing, fingerprint: fingerprint(publicKey) } as const]
  })
}

/**
 * Asks a lead to agree to a change of the keys; gives the approval's id. Raises
 * Problem('forbidden') for all but administrators, and as the change itself would.
 */
export async function askKeyChange(
  tx: Tx,
  actor: Actor,
  change: KeyChange,
  signingKeys: readonly Uint8Array[],
): Promise<string> {
  const subject = change.kind === 'rotate' ? actor.organisation : change.key
  if (change.kind !== 'rotate') {
    await changed(tx, await rosterOf(tx, actor.organisation, signingKeys), change)
  }
  return ask(tx, actor, 'change_keys', subject, change)
}

/**
 * What happens once a lead agreed: the new roster is signed and entered in the log; every custodian
 * is told. The keys must be open (`signer`), or Problem('unavailable'). A rotation is carried out
 * later by the shell, which looks for this agreement.
 */
export function changeKeys(
  signer: () => Signer | null,
  signingKeys: () => readonly Uint8Array[],
): ApprovalHandler {
  return {
    async agreed(tx, approval, actor) {
      const change = keyChange.parse(approval.payload)
      if (change.kind === 'rotate') return
      const signing = signer()
      if (!signing) throw new Problem('unavailable', problems.locked)
      // Two changes agreed to at once would both be built on the same version.
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${actor.organisation}::text, 8))`,
      )
      const roster = await rosterOf(tx, actor.organisation, signingKeys())
      const custodians = await changed(tx, roster, change)
      await keepRoster(tx, actor, approval, { ...roster, custodians }, signing)
    },
  }
}

async function keepRoster(
  tx: Tx,
  actor: Actor,
  { askedBy, subject }: Approval,
  before: Roster,
  signing: Signer,
): Promise<void> {
  const { organisation } = actor
  const version = before.version + 1
  const { bytes, signature } = await signRoster({ ...before, version }, signing.sign)
  await tellAll(tx, organisation, 'custodian', 'custodians-changed', { version: String(version) })
  const id = crypto.randomUUID()
  await tx.insert(custodianRosters).values({
    ...{ id, organisationId: organisation, version, bytes, signature },
    ...{ askedBy, agreedBy: actor.person },
    entrySeq: sql`custody_append(${organisation}::uuid, 'custodians.changed', ${id}::uuid,
      ${subject}::uuid, ${version}::bigint, p_second => ${askedBy}::uuid,
      p_commitment => ${bytesToHex(sha256(bytes))})`,
  })
}

// Seen when asked and again when agreed: in between, others may have changed.
async function changed(
  tx: Tx,
  { organisation, custodians }: Roster,
  change: Exclude<KeyChange, { kind: 'rotate' }>,
): Promise<Custodian[]> {
  const listed = custodians.some(({ key }) => key === change.key)
  if (change.kind === 'remove') {
    if (!listed) throw new Problem('conflict', problems.notListed)
    return custodians.filter(({ key }) => key !== change.key)
  }
  if (listed) throw new Problem('conflict', problems.listed)
  const [row] = await tx
    .select({ person: custodianKeys.personId, publicKey: custodianKeys.publicKey })
    .from(custodianKeys)
    .where(and(eq(custodianKeys.id, change.key), eq(custodianKeys.organisationId, organisation)))
  if (!row) throw new Problem('not_found', problems.noKey)
  const held = await membershipsOf(tx, row.person, organisation)
  if (!held.some(({ role }) => role === 'custodian')) {
    throw new Problem('conflict', problems.noCustodian)
  }
  // A person's new key takes the place of the old one: nobody is two custodians.
  const others = custodians.filter(({ person }) => person !== row.person)
  if (others.length >= maxCustodians) throw new Problem('conflict', problems.tooMany)
  return [...others, { key: change.key, person: row.person, publicKey: toBase64(row.publicKey) }]
}

const heldBy = and(
  eq(memberships.personId, custodianKeys.personId),
  eq(memberships.organisationId, custodianKeys.organisationId),
  eq(memberships.role, 'custodian'),
  currentMembership,
)
