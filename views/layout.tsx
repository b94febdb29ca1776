import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Lang } from './lang.ts'
import { say } from './lang.ts'
import { at } from './links.ts'
import { layoutWords as words } from './words/layout.ts'

/** A link of the head; `current` marks the page one is on. */
export type NavLink = { href: string; text: string; current?: boolean }
/** Several links of the head under one word, opened by pressing it. */
export type NavGroup = { text: string; links: readonly NavLink[] }

export type PageProps = {
  lang: Lang
  title: string
  door: 'letterbox' | 'desk' | 'console'
  /** Path (with query) of this page without `lang`; where the language switch leads. */
  path: string
  children?: Child
  /** Name of the signed-in person, at the staff's doors. */
  actorName?: string
  /** Links of the head; the letterbox has its own. */
  nav?: readonly (NavLink | NavGroup)[]
  /** Names under /assets/ to load, without JavaScript every page must still work. */
  scripts?: readonly string[]
  /** A bare page has no head and no foot (the neutral page after a letter). */
  bare?: boolean
}

/** The shell of every page: one sheet, scripts from our own address only, no inline code. */
export function Page(props: PageProps) {
  const { lang, title, door } = props
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content={door === 'letterbox' ? 'noarchive' : 'noindex, nofollow'} />
          <meta name="format-detection" content="telephone=no" />
          <title>{title}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="/assets/style.css" />
          {(props.scripts ?? []).map((name) => (
            <script src={`/assets/${name}`} defer></script>
          ))}
        </head>
        <body class={`door-${door}`}>
          {props.bare ? (
            <main id="main" class="width">
              {props.children}
            </main>
          ) : (
            <Frame {...props} />
          )}
        </body>
      </html>
    </>
  )
}

function Frame(props: PageProps) {
  const { lang, door } = props
  return (
    <>
      <a class="skip" href="#main">
        {say(words.skip, lang)}
      </a>
      <header class="head">
        <div class="width">
          <a class="brand" href={at('/', lang)}>
            {say(words.brand, lang)} <span>{say(words.doors[door], lang)}</span>
          </a>
          <Menu {...props} />
          {props.actorName !== undefined && <span class="actor">{props.actorName}</span>}
          <LanguageSwitch lang={lang} path={props.path} />
        </div>
      </header>
      <main id="main" class="width">
        {props.children}
      </main>
      {door === 'letterbox' && <Foot lang={lang} />}
    </>
  )
}

function Menu({ lang, door, nav, path }: PageProps) {
  const letterboxNav = [
    {
      href: at('/tra-cuu', lang),
      text: say(words.followUp, lang),
      current: path.startsWith('/tra-cuu'),
    },
  ]
  const links = nav ?? (door === 'letterbox' ? letterboxNav : [])
  return (
    <nav aria-label={say(words.mainMenu, lang)}>
      {links.map((one) => ('links' in one ? <Group {...one} /> : <Place {...one} />))}
    </nav>
  )
}

function Place({ href, text, current }: NavLink) {
  return (
    <a href={href} aria-current={current ? 'page' : undefined}>
      {text}
    </a>
  )
}

// Opens without JavaScript; one of a name at a time.
function Group({ text, links }: NavGroup) {
  const here = links.find(({ current }) => current)
  return (
    <details name="menu">
      <summary class={here ? 'here' : undefined}>
        {text}
        {here && <span>: {here.text}</span>}
      </summary>
      <div>
        {links.map((link) => (
          <Place {...link} />
        ))}
      </div>
    </details>
  )
}

// Named in its own language, so that the reader who needs it can find it.
function LanguageSwitch({ lang, path }: { lang: Lang; path: string }) {
  const other = lang === 'vi' ? 'en' : 'vi'
  return (
    <a class="switch" href={at(path, other)} hreflang={other} lang={other}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </a>
  )
}

function Foot({ lang }: { lang: Lang }) {
  return (
    <footer class="foot">
      <div class="width">
        <p>
          {say(words.emergency, lang)} <EmergencyNumbers />
        </p>
        <p>
          <a href={at('/quyen-rieng-tu', lang)}>{say(words.privacy, lang)}</a>{' '}
          <a href={at('/kiem-chung', lang)}>{say(words.proof, lang)}</a>
        </p>
      </div>
    </footer>
  )
}

/** Police, fire, ambulance: kept on one line, large enough to press. */
export function EmergencyNumbers() {
  return (
    <span class="numbers">
      <a href="tel:113">113</a> · <a href="tel:114">114</a> · <a href="tel:115">115</a>
    </span>
  )
}
