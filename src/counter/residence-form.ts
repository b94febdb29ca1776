import { residenceProblems as problems, residenceFields } from '../../views/words/residence.ts'
import { Problem } from '../problem.ts'
import { parse } from '../review/fields.ts'
import { itemsOn } from '../review/residence-members.ts'
import type { TypedForm } from '../staff/form.ts'

/** One member's boxes as a form sent them. */
export type Answered = { official: string; answers: number[]; note: string }

const box = /^a-([0-9a-f-]{36})-1$/

/** The lines of the table a form sent: `a-<official>-1` … `-6`, `n-<official>`. */
export function answeredIn(typed: TypedForm): Answered[] {
  return Object.keys(typed).flatMap((name) => {
    const official = box.exec(name)?.[1]
    if (official === undefined) return []
    const answers = Array.from({ length: itemsOn.full }, (_, at) =>
      Number(typed[`a-${official}-${at + 1}`] ?? 0),
    )
    return [{ official, answers, note: String(typed[`n-${official}`] ?? '') }]
  })
}

/**
 * The same with the group's answers for who is ticked; boxes the group leaves empty stay. Raises
 * Problem('invalid') when nobody is ticked or no answer is chosen: never for all at once unseen.
 */
export function grouped(typed: TypedForm, members: readonly Answered[]): Answered[] {
  const ticked = new Set([typed.tick ?? []].flat())
  if (ticked.size === 0) throw new Problem('invalid', problems.noneTicked)
  const group = Array.from({ length: itemsOn.full }, (_, at) => Number(typed[`g-${at + 1}`] ?? 0))
  if (group.every((one) => one === 0)) throw new Problem('invalid', problems.noAnswer)
  return members.map((one) =>
    ticked.has(one.official)
      ? { ...one, answers: one.answers.map((said, at) => group[at] || said) }
      : one,
  )
}

/**
 * Reads a form of this chapter. Raises Problem('invalid') with its own sentence for every wrong field.
 */
export function parsed<Shape extends Parameters<typeof parse>[0]>(shape: Shape, typed: unknown) {
  try {
    return parse(shape, typed)
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    const errors = thrown.errors.map(({ path, message }) => {
      const name = path.split('.')[0] ?? path
      return { path: name, message: residenceFields[name] ?? message }
    })
    throw new Problem('invalid', errors[0]?.message ?? thrown.sentence, errors)
  }
}
