import type { Child } from 'hono/jsx'
import { consoleNav } from '../console-nav.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { ErrorSummary, type FieldErrors } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import { navWords } from '../words/review-pages.ts'
import { staffWords } from '../words/staff.ts'

/** What every page of the review side is told. */
export type Shell = {
  lang: Lang
  door: 'console' | 'desk'
  actorName: string
  roles: readonly string[]
}

/** What came back with a form that was refused: the sentence, the fields, what was typed. */
export type Returned = {
  trouble: Sentence | null
  errors: FieldErrors
  typed: Readonly<Record<string, string>>
}

/** A form nobody has sent yet. */
export const untouched: Returned = { trouble: null, errors: {}, typed: {} }

const deskPlaces = [
  ['/ho-so', navWords.records],
  ['/tai-khoan', staffWords.account],
] as const

type ReviewPageProps = Shell & {
  title: string
  path: string
  returned?: Returned
  scripts?: readonly string[]
  children?: Child
}

/** A page of the review side: head with links, title, and what was wrong with the last form. */
export function ReviewPage(props: ReviewPageProps) {
  const { lang, door, actorName, title, path, scripts } = props
  const nav = door === 'console' ? consoleNav(lang, path, props.roles) : deskNav(lang, path)
  const page = { lang, door, actorName, title, path, nav, scripts }
  return (
    <Page {...page}>
      <h1>{title}</h1>
      {props.returned && <Refused {...props.returned} lang={lang} />}
      {props.children}
    </Page>
  )
}

function deskNav(lang: Lang, path: string) {
  return deskPlaces.map(([href, text]) => ({
    href: at(href, lang),
    text: say(text, lang),
    current: path.startsWith(href),
  }))
}

function Refused({ trouble, errors, lang }: Returned & { lang: Lang }) {
  if (Object.keys(errors).length > 0) return <ErrorSummary errors={errors} lang={lang} />
  if (trouble === null) return null
  return (
    <div class="problems" role="alert">
      <p>{say(trouble, lang)}</p>
    </div>
  )
}
