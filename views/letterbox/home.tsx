import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { homeWords as words } from '../words/letterbox.ts'
import { type AreaName, areaName } from './parts.tsx'

/** A place with the places inside it that are shown below it. */
export type AreaBranch = AreaName & { within?: string | undefined; children: readonly AreaName[] }

export type HomeProps = {
  lang: Lang
  /** What was searched for; empty shows the tree. */
  query: string
  branches: readonly AreaBranch[]
  /** True when more places exist than are shown. */
  more: boolean
}

/** `GET /`: find the place one lives in. */
export function HomePage({ lang, query, branches, more }: HomeProps) {
  return (
    <Page lang={lang} title={say(words.title, lang)} door="letterbox" path="/">
      <h1>{say(words.title, lang)}</h1>
      <p class="lead">{say(words.lead, lang)}</p>
      <h2>{say(words.pick, lang)}</h2>
      <Search lang={lang} query={query} />
      {branches.length === 0 && (
        <p class="warn" role="status">
          {say(query === '' ? words.noAreas : words.noneFound, lang)}
        </p>
      )}
      <ul class="choices">
        {branches.map((branch) => (
          <Branch lang={lang} branch={branch} />
        ))}
      </ul>
      {more && <p>{say(words.more, lang)}</p>}
      <h2>{say(words.already, lang)}</h2>
      <p>
        <a class="button second" href={at('/tra-cuu', lang)}>
          {say(words.seeAnswer, lang)}
        </a>
      </p>
    </Page>
  )
}

function Search({ lang, query }: { lang: Lang; query: string }) {
  return (
    <search>
      <form method="get" action="/" class="field">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <label for="q">{say(words.search, lang)}</label>
        <span class="hint" id="q-hint">
          {say(words.searchHint, lang)}
        </span>
        <div class="actions">
          <input
            type="search"
            id="q"
            name="q"
            value={query}
            maxlength={100}
            aria-describedby="q-hint"
          />
          <button type="submit">{say(words.find, lang)}</button>
        </div>
      </form>
    </search>
  )
}

function Branch({ lang, branch }: { lang: Lang; branch: AreaBranch }) {
  return (
    <li>
      <a class="choice" href={at(`/k/${branch.code}`, lang)}>
        <strong>{areaName(branch)}</strong>
        {branch.within}
      </a>
      {branch.children.length > 0 && (
        <ul class="choices nested">
          {branch.children.map((child) => (
            <li>
              <a class="choice elsewhere" href={at(`/k/${child.code}`, lang)}>
                {areaName(child)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
