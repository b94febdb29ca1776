import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { freezingWords } from '../../views/words/freezing.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { isId } from '../review/fields.ts'

/** The bundle a path names. Raises Problem('not_found') for what is no id at all. */
export function bundleIdOf(c: Context): string {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw new Problem('not_found', freezingWords.notFound)
  return id
}

/** Refuses larger bodies with Problem('too_large'). */
export function upTo(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem('too_large', problemWords.tooLarge)
    },
  })
}
