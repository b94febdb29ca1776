import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { agreedTexts, agreedWords as words } from '../words/agreed.ts'
import { anchorOf } from './rights.tsx'

/** `GET /quyen-rieng-tu/da-dong-y`: every version of the words that consents name. */
export function AgreedPage({ lang }: { lang: Lang }) {
  const title = say(words.title, lang)
  return (
    <Page lang={lang} title={title} door="letterbox" path="/quyen-rieng-tu/da-dong-y">
      <h1>{title}</h1>
      <p class="lead">{say(words.lead, lang)}</p>
      {agreedTexts.map((one) => (
        <section id={anchorOf(one.version)}>
          <h2>{say(one.title, lang)}</h2>
          <p class="hint">
            {say(words.version, lang)} {one.version}
          </p>
          <ul>
            {one.lines.map((line) => (
              <li>{say(line, lang)}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href={at('/quyen-rieng-tu', lang)}>{say(words.back, lang)}</a>
      </p>
    </Page>
  )
}
