import type { Context } from 'hono'
import type { Lang } from '../../views/lang.ts'
import { langOf } from '../../views/lang.ts'
import type { Returned, Shell } from '../../views/review/shell.tsx'
import { untouched } from '../../views/review/shell.tsx'
import { type ProblemCode, problemOf, statusOf } from '../problem.ts'
import { type Actor, actorOf, type StaffEnv } from '../staff/actor.ts'
import type { TypedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'

/** What every page of this chapter needs of a request. */
export function shellOf(c: Context<StaffEnv>, { door }: StaffDoor): Shell & { actor: Actor } {
  const actor = actorOf(c)
  return { lang: langOfRequest(c), door, actorName: actor.name, roles: actor.roles, actor }
}

/** The language a page was asked for. */
export function langOfRequest(c: Context): Lang {
  return langOf(c.req.query('lang'))
}

/** One text a field; several of one name are joined by commas. Fields left empty are left out. */
export function filled(typed: TypedForm): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed)
      .map(([name, value]) => [name, [value].flat().join(',')] as const)
      .filter(([, value]) => value.trim() !== ''),
  )
}

/**
 * What to show again of a form that was refused, and the status. Anything but a wrong field or a
 * rule that stands against it is thrown on, to the door's error page.
 */
export function refused(
  thrown: unknown,
  typed: Record<string, string>,
): { returned: Returned; status: 400 | 409 } {
  const { code, sentence, errors } = problemOf(thrown)
  if (!isShown(code)) throw thrown
  const named = errors.map(({ path, message }) => [fieldOf(path), message] as const)
  return {
    returned: { ...untouched, trouble: sentence, errors: Object.fromEntries(named), typed },
    status: statusOf[code],
  }
}

function isShown(code: ProblemCode): code is 'invalid' | 'conflict' {
  return code === 'invalid' || code === 'conflict'
}

// `posts.0.title` is the field `title` of the form.
function fieldOf(path: string): string {
  return path.split('.').findLast((step) => !/^\d*$/.test(step)) ?? path
}
