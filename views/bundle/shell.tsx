import type { Child } from 'hono/jsx'
import { consoleNav } from '../console-nav.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { ErrorSummary } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import type { Returned, Shell } from '../review/shell.tsx'
import { navWords as consoleWords } from '../words/console.ts'
import { navWords } from '../words/review-pages.ts'
import { staffWords } from '../words/staff.ts'

type Props = Shell & {
  title: string
  path: string
  returned?: Returned
  scripts?: readonly string[]
  children?: Child
}

/** A page about bundles: head with links, title, and what was wrong with the last form. */
export function BundleShell({ returned, children, ...shell }: Props) {
  const { lang, door, actorName, title, path, scripts } = shell
  const nav = navFor(shell)
  return (
    <Page {...{ lang, door, actorName, title, path, nav, scripts }}>
      <h1>{title}</h1>
      {returned && <Refused {...returned} lang={lang} />}
      {children}
    </Page>
  )
}

// Whom a link lets in has the meeting's papers and nothing else here.
function navFor({ lang, door, path, roles }: Props) {
  if (door === 'console') return consoleNav(lang, path, roles)
  const papers = ['/tap', consoleWords.bundles] as const
  const places = roles.every((role) => role === 'reader')
    ? [papers]
    : [['/ho-so', navWords.records] as const, papers, ['/tai-khoan', staffWords.account] as const]
  return places.map(([href, text]) => ({
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
