import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { people } from '../../db/schema/staff.ts'
import { passkeyChallenges, passkeys } from '../../db/schema/ways-in.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { append } from '../custody/append.ts'
import { Problem } from '../problem.ts'
import type { Actor } from './actor.ts'
import { mustBeFresh } from './fresh.ts'
import type { StaffDoor } from './guard.ts'
import { tell } from './notices.ts'
import { hashOf } from './secret.ts'
import { endSession, startSession } from './session.ts'
import { organisationAt } from './sign-in.ts'

// Loaded with the first passkey: what it knows of certificates takes a door as long as all tables.
const webauthn = () => import('@simplewebauthn/server')

const base64url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(20_000)
const part = z.looseObject({ clientDataJSON: base64url })
const shape = { id: base64url, rawId: base64url, type: z.literal('public-key') }
const results = z.record(z.string(), z.unknown()).default({})

// Ed25519, ES256, RS256: what authenticators have, and Node's WebCrypto has for good.
const algorithms = [-8, -7, -257]

/** What a browser answers when a passkey was made (WebAuthn, JSON form). */
export const registration = z.object({
  ...shape,
  response: part.extend({
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
  clientExtensionResults: results,
})

/** What a browser answers when a passkey signed. */
export const assertion = z.object({
  ...shape,
  response: part.extend({
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
  clientExtensionResults: results,
})

/** What the browser needs to make a passkey for this person. Raises as `mustBeFresh`. */
export async function passkeyWish(staff: StaffDoor, actor: Actor, secret: string | undefined) {
  const held = await as(staff.db, signing(actor), async (tx) => {
    await mustBeFresh(tx, secret)
    return passkeysOf(tx, actor.person)
  })
  const options = await (await webauthn()).generateRegistrationOptions({
    rpName: 'Ý Dân',
    rpID: relyingParty(staff),
    userName: actor.name,
    userID: new TextEncoder().encode(actor.person),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: held.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(staff, options.challenge, actor.person)
  return options
}

/** Keeps a new passkey. Raises Problem('invalid') for one that does not verify, and `mustBeFresh`. */
export async function addPasskey(
  staff: StaffDoor,
  actor: Actor,
  secret: string | undefined,
  given: { name: string; response: z.output<typeof registration> },
): Promise<void> {
  const challenge = await useChallenge(staff, given.response.response.clientDataJSON, actor.person)
  const { transports, ...response } = given.response.response
  const made = await (await webauthn())
    .verifyRegistrationResponse({
      response: { ...given.response, response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      supportedAlgorithmIDs: algorithms,
      ...expected(staff),
    })
    .catch(refused)
  if (!made?.verified) throw new Problem('invalid', staffProblems.passkeyFailed)
  const { credential } = made.registrationInfo
  await as(staff.db, signing(actor), async (tx) => {
    await mustBeFresh(tx, secret)
    const id = crypto.randomUUID()
    await tx.insert(passkeys).values({
      id,
      personId: actor.person,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: transports ?? [],
      name: given.name,
    })
    await tell(tx, actor.organisation, actor.person, 'passkey-added', { name: given.name })
    await logged(tx, actor, 'passkey.added', id)
  })
}

/** Removes one of the person's passkeys. Raises Problem('not_found'), and as `mustBeFresh`. */
export async function removePasskey(
  staff: StaffDoor,
  actor: Actor,
  secret: string | undefined,
  id: string,
): Promise<void> {
  await as(staff.db, signing(actor), async (tx) => {
    await mustBeFresh(tx, secret)
    const removed = await tx
      .update(passkeys)
      .set({ removedAt: sql`now()` })
      .where(
        and(eq(passkeys.id, id), eq(passkeys.personId, actor.person), isNull(passkeys.removedAt)),
      )
      .returning({ id: passkeys.id })
    if (removed.length === 0) throw new Problem('not_found', staffProblems.noSuchPasskey)
    await logged(tx, actor, 'passkey.removed', id)
  })
}

/** Removes all passkeys of a person, as after a reset. */
export async function removePasskeysOf(tx: Tx, person: string): Promise<void> {
  await tx
    .update(passkeys)
    .set({ removedAt: sql`now()` })
    .where(and(eq(passkeys.personId, person), isNull(passkeys.removedAt)))
}

/** The passkeys a person may sign in with, oldest first. */
export function passkeysOf(tx: Tx, person: string) {
  return tx
    .select({
      id: passkeys.id,
      name: passkeys.name,
      credentialId: passkeys.credentialId,
      createdAt: passkeys.createdAt,
      usedAt: passkeys.usedAt,
    })
    .from(passkeys)
    .where(and(eq(passkeys.personId, person), isNull(passkeys.removedAt)))
    .orderBy(asc(passkeys.createdAt))
}

/** What the browser needs to sign in by a passkey; it says nothing about who has one. */
export async function signInWish(staff: StaffDoor) {
  const options = await (await webauthn()).generateAuthenticationOptions({
    rpID: relyingParty(staff),
    userVerification: 'required',
    allowCredentials: [],
  })
  await keepChallenge(staff, options.challenge, null)
  return options
}

/**
 * Signs in by a passkey: possession and a finger, face or PIN at once, so no code is asked for.
 * Gives the new session's secret. Raises Problem('unauthenticated') alike for whatever is wrong,
 * 'too_many' after several failures, 'forbidden' at the door of other roles.
 */
export async function signInByPasskey(
  staff: StaffDoor,
  given: z.output<typeof assertion>,
  address: string,
  former?: string,
): Promise<string> {
  await staff.throttle.reserve(staff.db, `passkey ${given.id}`, address)
  const challenge = await useChallenge(staff, given.response.clientDataJSON, null)
  const held = await as(staff.db, { role: 'ydan_signin' }, (tx) => passkeyNamed(tx, given.id))
  if (!held) throw failed()
  const { userHandle: _, ...response } = given.response
  const signed = await (await webauthn())
    .verifyAuthenticationResponse({
      response: { ...given, response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      ...expected(staff),
      credential: {
        id: given.id,
        publicKey: new Uint8Array(held.publicKey),
        counter: held.counter,
      },
    })
    .catch(refused)
  if (!signed?.verified) throw failed()
  const { newCounter } = signed.authenticationInfo
  const secret = await as(staff.db, { role: 'ydan_signin' }, async (tx) => {
    if (!(await claimCounter(tx, held, newCounter))) return null
    const organisation = await organisationAt(tx, staff.door, held.person)
    if (former !== undefined) await endSession(tx, former)
    return startSession(tx, { person: held.person, organisation, door: staff.door })
  })
  if (secret === null) throw failed()
  await staff.throttle.succeeded(staff.db, `passkey ${given.id}`, address)
  return secret
}

// A counter goes forward only: the second of two answers at once finds it moved (WebAuthn §6.1.1).
// Synced passkeys always say 0.
async function claimCounter(
  tx: Tx,
  { id, counter }: { id: string; counter: number },
  newCounter: number,
): Promise<boolean> {
  const claimed = await tx
    .update(passkeys)
    .set({ counter: newCounter, usedAt: sql`now()` })
    .where(and(eq(passkeys.id, id), eq(passkeys.counter, counter), isNull(passkeys.removedAt)))
    .returning({ id: passkeys.id })
  return claimed.length === 1
}

async function passkeyNamed(tx: Tx, credentialId: string) {
  const [found] = await tx
    .select({
      id: passkeys.id,
      person: passkeys.personId,
      publicKey: passkeys.publicKey,
      counter: passkeys.counter,
    })
    .from(passkeys)
    .innerJoin(people, and(eq(people.id, passkeys.personId), isNull(people.disabledAt)))
    .where(and(eq(passkeys.credentialId, credentialId), isNull(passkeys.removedAt)))
  return found
}

async function keepChallenge(staff: StaffDoor, challenge: string, personId: string | null) {
  await as(staff.db, { role: 'ydan_signin' }, async (tx) => {
    await tx.insert(passkeyChallenges).values({
      challengeHash: hashOf(challenge),
      personId,
      door: staff.door,
      expiresAt: sql`now() + interval '5 minutes'`,
    })
  })
}

// Taken away before anything is verified: an answer seen on the way opens nothing a second time.
async function useChallenge(
  staff: StaffDoor,
  clientDataJSON: string,
  person: string | null,
): Promise<string> {
  const challenge = challengeIn(clientDataJSON)
  const used = await as(staff.db, { role: 'ydan_signin' }, (tx) =>
    tx
      .delete(passkeyChallenges)
      .where(
        and(
          eq(passkeyChallenges.challengeHash, hashOf(challenge)),
          eq(passkeyChallenges.door, staff.door),
          gt(passkeyChallenges.expiresAt, sql`now()`),
          person === null
            ? isNull(passkeyChallenges.personId)
            : eq(passkeyChallenges.personId, person),
        ),
      )
      .returning({ door: passkeyChallenges.door }),
  )
  if (used.length === 0) throw failed()
  return challenge
}

function challengeIn(clientDataJSON: string): string {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    return z.object({ challenge: base64url }).parse(said).challenge
  } catch {
    throw failed()
  }
}

function logged(tx: Tx, { organisation, person }: Actor, kind: string, item: string) {
  return append(tx, { organisation, kind, item, subject: person })
}

function expected(staff: StaffDoor) {
  return {
    expectedOrigin: new URL(staff.urls[staff.door]).origin,
    expectedRPID: relyingParty(staff),
    requireUserVerification: true,
  }
}

// Each door has passkeys of its own: a host name is what a browser binds them to.
function relyingParty(staff: StaffDoor): string {
  return new URL(staff.urls[staff.door]).hostname
}

function signing({ person, organisation }: Actor) {
  return { role: 'ydan_signin', person, organisation } as const
}

const refused = () => null
const failed = () => new Problem('unauthenticated', staffProblems.passkeyFailed)
