import type { Child } from 'hono/jsx'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { ErrorSummary, type FieldErrors } from '../letterbox/parts.tsx'
import { staffNav } from '../staff/nav.ts'

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
  const nav = staffNav(door, lang, path, props.roles)
  const page = { lang, door, actorName, title, path, nav, scripts }
  return (
    <Page {...page}>
      <h1>{title}</h1>
      {props.returned && <Refused {...props.returned} lang={lang} />}
      {props.children}
    </Page>
  )
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
