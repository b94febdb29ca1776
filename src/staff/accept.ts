import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { credentials, people } from '../../db/schema/staff.ts'
import { staffFieldErrors, staffProblems } from '../../views/words/staff.ts'
import { type FieldError, Problem } from '../problem.ts'
import {
  foundedOrganisations,
  foundersForm,
  foundingErrors,
  foundOrganisation,
} from './founding.ts'
import type { StaffDoor } from './guard.ts'
import { isGuessable } from './guessable.ts'
import {
  administratorExists,
  type Invitation,
  invitationOf,
  lockFirstAdministrator,
  useUp,
} from './invitations.ts'
import { giveMembership } from './memberships.ts'
import { removePasskeysOf } from './passkeys.ts'
import { hashPassword, shortestPassword } from './password.ts'
import { officeWords } from './password-change.ts'
import { dropRecoveryCodes } from './recovery.ts'
import { endSessionsOf, startSession } from './session.ts'
import { organisationAt, signInNameOf } from './sign-in.ts'
import { offeredTotp, sealTotp, stepOf } from './totp.ts'

const typed = (most: number) => z.string().max(most).default('')

/** What the page of an invitation sends; the founder's fields only with the first link. */
export const acceptForm = z.object({
  name: typed(200),
  signInName: typed(200),
  password: typed(1000),
  code: typed(20),
  ...foundersForm,
})
export type AcceptForm = z.infer<typeof acceptForm>

type Proven = { person: string; passwordHash: string; totpSealed: Uint8Array; totpStep: number }

/**
 * Accepts an invitation: makes the person (or, with a reset link, sets anew how they sign in), gives
 * the roles, and signs in. Gives the session's secret, or null where the roles work at the other
 * door. Raises Problem('invalid') with the errors of each field, and as `invitationOf` does.
 */
export async function acceptInvitation(
  staff: StaffDoor,
  secret: string,
  form: AcceptForm,
): Promise<string | null> {
  const opened = await openLink(staff, secret)
  const { invitation } = opened
  const proven = await proof(staff, secret, opened, form)
  const who = { role: 'ydan_signin', person: proven.person } as const
  return as(staff.db, who, async (tx) => {
    await useUp(tx, invitation.id, proven.person)
    if (invitation.purpose !== 'reset') await createPerson(tx, invitation, form, proven)
    else await resetPerson(tx, invitation, form, proven)
    await setCredentials(tx, proven)
    const organisation = await organisationAt(tx, staff.door, proven.person).catch(otherDoor)
    if (organisation === null) return null
    return startSession(tx, { person: proven.person, organisation, door: staff.door })
  })
}

/** An invitation and, for the first administrator, the organisations to choose from. */
export type OpenedLink = {
  invitation: Invitation & { purpose: 'first-admin' | 'join' | 'reset' }
  founded: { id: string; code: string; name: string }[]
  /** Names of the office, which no password may be made of. */
  office: string[]
}

/** What the page of an invitation shows. Raises as `invitationOf` does. */
export async function openLink(staff: StaffDoor, secret: string): Promise<OpenedLink> {
  return as(staff.db, { role: 'ydan_signin' }, async (tx) => {
    const invitation = await invitationOf(tx, secret)
    const { purpose } = invitation
    if (purpose === 'demo') throw new Problem('not_found', staffProblems.linkGone)
    const founded = purpose === 'first-admin' ? await foundedOrganisations(tx) : []
    const office =
      invitation.organisation === null
        ? founded.map(({ name }) => name)
        : await officeWords(tx, invitation.organisation)
    return { invitation: { ...invitation, purpose }, founded, office }
  })
}

/** Signs in by a link of the demo; there is no password and no code. Raises as `invitationOf`. */
export async function enterByLink(staff: StaffDoor, secret: string): Promise<string> {
  return as(staff.db, { role: 'ydan_signin' }, async (tx) => {
    const { purpose, person, organisation } = await invitationOf(tx, secret)
    if (!staff.demo || purpose !== 'demo' || person === null || organisation === null) {
      throw new Problem('not_found', staffProblems.linkGone)
    }
    // Not used up: whoever tries the demo comes in more than once, and nothing in it is real.
    return startSession(tx, { person, organisation, door: staff.door })
  })
}

// The costly and the fallible come before the transaction: password, code, and every field's error.
async function proof(
  staff: StaffDoor,
  secret: string,
  opened: OpenedLink,
  form: AcceptForm,
): Promise<Proven> {
  const { invitation, founded } = opened
  const totp = offeredTotp(staff.staffKey, secret)
  const step = stepOf(totp, form.code, staff.now())
  const errors = fieldErrors(opened, form, step !== null)
  if (invitation.purpose === 'first-admin') errors.unshift(...foundingErrors(form, founded))
  if (errors.length > 0 || step === null) throw new Problem('invalid', staffProblems.fields, errors)
  const person = invitation.person ?? crypto.randomUUID()
  return {
    person,
    passwordHash: await hashPassword(staff.staffKey, form.password),
    totpSealed: await sealTotp(staff.staffKey, person, totp),
    totpStep: step,
  }
}

function fieldErrors(
  { invitation, office }: OpenedLink,
  form: AcceptForm,
  rightCode: boolean,
): FieldError[] {
  const errors: FieldError[] = []
  const wrong = (path: string, message: FieldError['message']) => errors.push({ path, message })
  const signInName = invitation.signInName ?? signInNameOf(form.signInName)
  if (invitation.purpose === 'first-admin' && form.name.trim() === '') {
    wrong('name', staffFieldErrors.name)
  }
  if (!/^[a-z0-9][a-z0-9._-]{2,39}$/.test(signInName)) {
    wrong('signInName', staffFieldErrors.signInName)
  }
  if ([...form.password].length < shortestPassword) {
    wrong('password', staffFieldErrors.shortPassword)
  } else if (isGuessable(form.password, [signInName, invitation.name ?? form.name, ...office])) {
    wrong('password', staffFieldErrors.easyPassword)
  }
  if (!rightCode) wrong('code', staffFieldErrors.code)
  return errors
}

async function createPerson(
  tx: Tx,
  invitation: Invitation,
  form: AcceptForm,
  { person }: Proven,
): Promise<void> {
  if (invitation.purpose === 'first-admin') {
    await lockFirstAdministrator(tx)
    if (await administratorExists(tx)) throw new Problem('not_found', staffProblems.linkGone)
  }
  const made = await tx
    .insert(people)
    .values({
      id: person,
      name: invitation.name ?? form.name.normalize('NFC').trim(),
      signInName: signInNameOf(form.signInName),
    })
    .onConflictDoNothing({ target: people.signInName })
    .returning({ id: people.id })
  if (made.length === 0) refuseTaken()
  const organisation = invitation.organisation ?? (await foundOrganisation(tx, form))
  const by = { givenBy: invitation.createdBy, agreedBy: invitation.agreedBy }
  for (const wish of invitation.roles) await giveMembership(tx, { organisation, person, wish }, by)
}

async function resetPerson(
  tx: Tx,
  { signInName, organisation }: Invitation,
  form: AcceptForm,
  { person }: Proven,
): Promise<void> {
  if (signInName === null) {
    const wished = signInNameOf(form.signInName)
    const others = await tx
      .select({ id: people.id })
      .from(people)
      .where(eq(people.signInName, wished))
    if (others.length > 0) refuseTaken()
    await tx.update(people).set({ signInName: wished }).where(eq(people.id, person))
  }
  await endSessionsOf(tx, person)
  // Whoever found the lost telephone holds its passkey, too.
  await removePasskeysOf(tx, person)
  await dropRecoveryCodes(tx, person)
  await tx.execute(
    sql`select custody_append(${organisation}::uuid, 'sign-in.reset', ${person}::uuid)`,
  )
}

async function setCredentials(tx: Tx, { person, ...proven }: Proven): Promise<void> {
  await tx
    .insert(credentials)
    .values({ personId: person, ...proven })
    .onConflictDoUpdate({
      target: credentials.personId,
      set: { ...proven, changedAt: sql`now()` },
    })
}

function refuseTaken(): never {
  const taken = { path: 'signInName', message: staffFieldErrors.taken }
  throw new Problem('invalid', staffProblems.fields, [taken])
}

function otherDoor(thrown: unknown): null {
  if (thrown instanceof Problem && thrown.code === 'forbidden') return null
  throw thrown
}
