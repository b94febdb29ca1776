import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import {
  answersInWords,
  type ResidenceLack,
  residenceLacks,
  residenceSays as says,
  residenceWords as words,
} from '../words/residence.ts'
import type { ShownSheet } from './residence-member.tsx'

export type ShownResidence = {
  given: readonly (ShownSheet & { round: string; official: string; cell: string })[]
  lack: ResidenceLack | null
}

/** The residence cell's comment on a record: apart from what residents said, with its own words. */
export function Residence({
  lang,
  residence,
  linked,
}: {
  lang: Lang
  residence: ShownResidence
  linked: boolean
}) {
  const { given, lack } = residence
  return (
    <section>
      <h2>{say(words.recordTitle, lang)}</h2>
      <p class="hint">{say(words.notEvidence, lang)}</p>
      {lack !== null && <p>{say(residenceLacks[lack], lang)}</p>}
      {given.map((sheet) => (
        <article class="card">
          <p class="meta">
            {sheet.cell} · {say(says.version(sheet.version, sheet.commentedOn), lang)}
            {sheet.number !== null && ` · ${say(says.fromPortal(sheet.number), lang)}`}
            {sheet.confirmed &&
              ` · ${say(says.confirmation(sheet.confirmed.on, sheet.confirmed.signer), lang)}`}
          </p>
          {answersInWords(sheet.form, sheet.answers, sheet.note, lang)
            .split('\n')
            .map((line) => (
              <p>{line}</p>
            ))}
          {sheet.reason !== null && <p>{say(says.replaces(sheet.reason), lang)}</p>}
          {linked && (
            <p>
              <a href={at(`/nhan-xet/${sheet.round}/${sheet.official}`, lang)}>
                {say(words.versions, lang)}
              </a>
            </p>
          )}
        </article>
      ))}
    </section>
  )
}
