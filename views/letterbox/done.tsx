import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { doneWords, errorWords } from '../words/letterbox.ts'

/** `GET /xong`: a neutral page that tells a passer-by nothing. */
export function DonePage({ lang }: { lang: Lang }) {
  return (
    <Page lang={lang} title={say(doneWords.title, lang)} door="letterbox" path="/xong" bare>
      <h1>{say(doneWords.title, lang)}</h1>
      <p>{say(doneWords.text, lang)}</p>
    </Page>
  )
}

export type ErrorProps = {
  lang: Lang
  title: string
  detail: string
  /** Says that nothing was kept, when a letter was on its way. */
  nothingStored: boolean
}

/** What went wrong, in one sentence, and the way back. */
export function ErrorPage({ lang, title, detail, nothingStored }: ErrorProps) {
  return (
    <Page lang={lang} title={title} door="letterbox" path="/">
      <h1>{title}</h1>
      <p class="problems">{detail}</p>
      {nothingStored && <p>{say(errorWords.nothingStored, lang)}</p>}
      <p>
        <a class="button second" href={at('/', lang)}>
          {say(errorWords.back, lang)}
        </a>
      </p>
    </Page>
  )
}
