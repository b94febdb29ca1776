import { consoleNav } from '../console-nav.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { conditionWords as words } from '../words/condition.ts'

export type ConditionLine = { what: Sentence; now: Sentence; attention: boolean; advice: Sentence }

type Props = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  lines: readonly ConditionLine[]
  /** How many jobs were given up. */
  failed: number
  channels: readonly { name: string; last: Sentence }[]
}

/** `GET /truc`: the machine at a glance, each line with what to do about it. */
export function ConditionPage({ lang, actorName, roles, lines, failed, channels }: Props) {
  return (
    <Page
      lang={lang}
      door="console"
      title={say(words.title, lang)}
      path="/truc"
      actorName={actorName}
      nav={consoleNav(lang, '/truc', roles)}
    >
      <h1>{say(words.title, lang)}</h1>
      <p>{say(words.intro, lang)}</p>
      <div class="table">
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">{say(words.attention, lang)}</span>
              </th>
              <th scope="col">{say(words.what, lang)}</th>
              <th scope="col">{say(words.now, lang)}</th>
              <th scope="col">{say(words.advice, lang)}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ what, now, attention, advice }) => (
              <tr>
                <td>
                  <span aria-hidden="true">{attention ? '!' : '✓'}</span>
                  <span class="visually-hidden">
                    {say(attention ? words.attention : words.good, lang)}
                  </span>
                </td>
                <th scope="row">{say(what, lang)}</th>
                <td>{say(now, lang)}</td>
                <td>{say(advice, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {failed > 0 && (
        <form method="post" action={at('/truc/thu-lai', lang)}>
          <button type="submit">{say(words.again, lang)}</button>
        </form>
      )}
      <h2>{say(words.channels, lang)}</h2>
      <ul>
        {channels.map(({ name, last }) => (
          <li>
            {name}: {say(last, lang)}
          </li>
        ))}
      </ul>
    </Page>
  )
}
