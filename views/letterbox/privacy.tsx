import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { inFives } from '../small-numbers.ts'
import { agreedWords } from '../words/agreed.ts'
import { demandedWords as demanded } from '../words/erasure.ts'
import {
  abroadWords,
  privacyVersion,
  privacyVersionWords,
  privacyWords as words,
} from '../words/privacy.ts'
import { channelNames } from '../words/states.ts'

/**
 * `GET /quyen-rieng-tu`: what is kept, who reads it, what nobody can promise. `abroad` are the channels
 * switched on whose servers are abroad.
 */
export function PrivacyPage({
  lang,
  abroad,
  demands,
}: {
  lang: Lang
  abroad: readonly string[]
  /** Written demands of authorities that were met, by year. */
  demands: readonly { year: number; count: number }[] | null
}) {
  const names = abroad.map((name) => say(channelNames[name] ?? { vi: name, en: name }, lang))
  return (
    <Page lang={lang} title={say(words.title, lang)} door="letterbox" path="/quyen-rieng-tu">
      <h1>{say(words.title, lang)}</h1>
      <p class="lead">{say(words.lead, lang)}</p>
      {names.length > 0 && <p class="warn">{say(abroadWords(names.join(', ')), lang)}</p>}
      {words.parts.map((part) => (
        <section>
          <h2>{say(part.heading, lang)}</h2>
          <ul>
            {part.lines.map((line) => (
              <li>{say(line, lang)}</li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2>{say(demanded.heading, lang)}</h2>
        <ul>
          {demanded.lines.map((line) => (
            <li>{say(line, lang)}</li>
          ))}
          {demands?.map(({ year, count }) => {
            const told = inFives(count)
            return told > 0 && <li>{say(demanded.year(year, told), lang)}</li>
          })}
          {demands && <li>{say(demanded.few, lang)}</li>}
        </ul>
      </section>
      <p>
        <a href={at('/quyen-rieng-tu/da-dong-y', lang)}>{say(agreedWords.title, lang)}</a>
      </p>
      <p class="hint">{say(privacyVersionWords(shownDay(privacyVersion)), lang)}</p>
    </Page>
  )
}
