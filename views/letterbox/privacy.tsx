import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { privacyWords as words } from '../words/privacy.ts'

/** `GET /quyen-rieng-tu`: what is kept, who reads it, what nobody can promise. */
export function PrivacyPage({ lang }: { lang: Lang }) {
  return (
    <Page lang={lang} title={say(words.title, lang)} door="letterbox" path="/quyen-rieng-tu">
      <h1>{say(words.title, lang)}</h1>
      <p class="lead">{say(words.lead, lang)}</p>
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
    </Page>
  )
}
