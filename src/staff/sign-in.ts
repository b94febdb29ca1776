import { and, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { as } from '../../db/connection.ts'
import { credentials, memberships, people } from '../../db/schema/staff.ts'
import { staffProblems } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'
import { currentMembership } from './actor.ts'
import type { StaffDoor } from './guard.ts'
import { isPassword } from './password.ts'
import { tellRecoveryUsed, useRecoveryCode } from './recovery.ts'
import { consoleRoles, type Role } from './roles.ts'
import { endSession, type StaffDoorName, startSession } from './session.ts'
import { openTotp, stepOf } from './totp.ts'

/** The sign-in form: sign-in name, password, and the code the authenticator shows. */
export const signInForm = z.object({
  name: z.string().max(200).default(''),
  password: z.string().max(1000).default(''),
  code: z.string().max(20).default(''),
})
export type SignInForm = z.infer<typeof signInForm>

/** Sign-in names are lower case ASCII, whatever the keyboard made of them. */
export function signInNameOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/**
 * Signs in by name, password and code (the authenticator's, or one of the recovery codes), and gives
 * the new session's secret. A session the browser
 * still had ends. Whatever is wrong, the answer is one and the same: Problem('unauthenticated');
 * Problem('too_many') after several failures; Problem('forbidden') at the door of other roles.
 */
export async function signIn(
  staff: StaffDoor,
  form: SignInForm,
  address: string,
  former?: string,
): Promise<string> {
  const name = signInNameOf(form.name)
  await staff.throttle.reserve(staff.db, name, address)
  const known = await credentialOf(staff, name)
  const rightPassword = await isPassword(staff.staffKey, form.password, known?.passwordHash)
  const secret = await as(staff.db, { role: 'ydan_signin' }, async (tx) => {
    if (known === undefined || !rightPassword) return null
    const totp = await openTotp(staff.staffKey, known.person, known.totpSealed)
    const step = stepOf(totp, form.code, staff.now())
    const proven =
      step === null
        ? await useRecoveryCode(tx, staff.staffKey, known.person, form.code)
        : await claimStep(tx, known.person, step)
    if (!proven) return null
    const organisation = await organisationAt(tx, staff.door, known.person)
    if (step === null) await tellRecoveryUsed(tx, organisation, known.person)
    if (former !== undefined) await endSession(tx, former)
    return startSession(tx, { person: known.person, organisation, door: staff.door })
  })
  if (secret === null) throw new Problem('unauthenticated', staffProblems.signInFailed)
  await staff.throttle.succeeded(staff.db, name, address)
  return secret
}

/** The organisation a person works for first, at this door. Raises Problem('forbidden') for none. */
export async function organisationAt(tx: Tx, door: StaffDoorName, person: string): Promise<string> {
  const held = await tx
    .select({ organisation: memberships.organisationId, role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.personId, person), currentMembership))
    .orderBy(memberships.validFrom)
  const worksHere = (role: Role) => door === 'desk' || consoleRoles.includes(role)
  const first = held.find(({ role }) => worksHere(role))
  if (first === undefined) throw new Problem('forbidden', staffProblems.otherDoor)
  return first.organisation
}

// A step is taken once, and only forward: a code seen over a shoulder opens nothing a second time
// (RFC 6238 §5.2), not even when both arrive together.
async function claimStep(tx: Tx, person: string, step: number): Promise<boolean> {
  const claimed = await tx
    .update(credentials)
    .set({ totpStep: step })
    .where(and(eq(credentials.personId, person), lt(credentials.totpStep, step)))
    .returning({ person: credentials.personId })
  return claimed.length === 1
}

async function credentialOf(staff: StaffDoor, name: string) {
  const [found] = await as(staff.db, { role: 'ydan_signin' }, (tx) =>
    tx
      .select({
        person: people.id,
        disabledAt: people.disabledAt,
        passwordHash: credentials.passwordHash,
        totpSealed: credentials.totpSealed,
      })
      .from(people)
      .innerJoin(credentials, eq(credentials.personId, people.id))
      .where(eq(people.signInName, name)),
  )
  return found?.disabledAt === null ? found : undefined
}
