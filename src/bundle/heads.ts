import type { Tx } from '../../db/connection.ts'
import { contactInWords } from '../../views/words/residence.ts'
import { topicWords } from '../../views/words/topics.ts'
import type { RecordCover } from '../review/records.ts'
import { referencesOf } from '../review/references.ts'
import { residenceOf } from '../review/residence-sheets.ts'
import { criteriaOf } from '../review/rules.ts'
import { postsIn } from '../review/view.ts'
import type { BundleDraft } from './contents.ts'

/** The papers of other bodies that stand on a record; absent where there are none. */
export async function referencesIn(
  tx: Tx,
  cover: RecordCover,
): Promise<Pick<BundleDraft, 'references'>> {
  const found = (await referencesOf(tx, cover.id)).map(
    ({ source, number, datedOn, issuer, petitions }) => ({
      ...{ source, number, day: datedOn, issuer },
      ...(petitions && { petitions }),
    }),
  )
  return found.length > 0 ? { references: found } : {}
}

/** What a head is asked besides; absent for who headed nothing in the cycle up to the cut-off. */
export async function asHead(
  tx: Tx,
  cover: RecordCover,
  cutOff: string,
  items: BundleDraft['items'],
): Promise<Pick<BundleDraft, 'head'>> {
  if (cover.subject.kind === 'collective') return {}
  const held = await postsIn(tx, cover)
  if (!held.some(({ isHead, validFrom }) => isHead && validFrom <= cutOff)) return {}
  const about = (topic: 'unity' | 'family-example') =>
    items.filter((item) => item.topic === topicWords[topic].vi).map(({ number }) => number)
  const criteria = (await criteriaOf(tx, cover.cycle)).filter(({ ethics }) => ethics)
  const { given } = await residenceOf(tx, cover.subject.id, cover.cycle)
  const contact = given.flatMap(({ cell, form, answers }) => {
    const text = contactInWords(form, answers)
    return text === null ? [] : [{ cell, text }]
  })
  return {
    head: {
      ...{ unity: about('unity'), family: about('family-example'), contact },
      criteria: criteria.map(({ code }) => code),
    },
  }
}
