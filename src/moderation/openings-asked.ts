import { and, eq } from 'drizzle-orm'
import { custodianKeys } from '../../db/schema/custodians.ts'
import { people, texts } from '../../db/schema.ts'
import { custodianWords as keyWords } from '../../views/words/custodians.ts'
import { openingWords } from '../../views/words/openings.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { keyChange } from '../staff/custodians.ts'
import type { Describe } from './asked.ts'
import { askedOpening, numberOf } from './openings.ts'

/** What the second custodian must see: which letter, what of it, and why. */
export const describeOpening: Describe = async (tx, _actor, ask, say) => {
  const { opening, field } = askedOpening.parse(ask.payload)
  const [reason] = await tx
    .select({ body: texts.body })
    .from(texts)
    .where(and(eq(texts.record, opening), eq(texts.field, 'reason')))
  return {
    title: await numberOf(tx, ask.subject),
    href: '/mo-danh-tinh',
    lines: [
      { name: openingWords.what, text: say(openingWords[field]) },
      { name: openingWords.reason, text: reason?.body ?? '' },
    ],
    warnings: [openingWords.warning],
  }
}

/** What a lead must see of a change of keys: whose, and the fingerprint to compare by telephone. */
export const describeKeyChange: Describe = async (tx, _actor, ask, say) => {
  const change = keyChange.parse(ask.payload)
  const what = { add: keyWords.adds, remove: keyWords.removes, rotate: keyWords.rotates }
  const title = say(what[change.kind])
  const [key] =
    change.kind === 'rotate'
      ? []
      : await tx
          .select({ name: people.name, publicKey: custodianKeys.publicKey })
          .from(custodianKeys)
          .innerJoin(people, eq(people.id, custodianKeys.personId))
          .where(eq(custodianKeys.id, change.key))
  const lines = key
    ? [
        { name: keyWords.name, text: key.name },
        { name: keyWords.print, text: fingerprint(key.publicKey) },
      ]
    : []
  const warnings = change.kind === 'add' ? [keyWords.compare] : []
  return { title, href: '/nguoi-giu-khoa', lines, warnings }
}
