import type { Child } from 'hono/jsx'
import { WideTable } from '../counter/wide-table.tsx'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line, optionsOf, Pick, Tick } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import { divertWords } from '../words/moderation.ts'
import { mayBe, type SuggestionRule, suggestionWords as words } from '../words/suggestions.ts'
import type { DivertKind } from '../words/transfers.ts'

export type Hint = { kind: DivertKind; why: string; words: readonly string[] }

/** On the bench: what the rules say of this letter, with the words that say so; never a verdict. */
export function Hints({ lang, hints }: { lang: Lang; hints: readonly Hint[] }) {
  if (hints.length === 0) return null
  return (
    <div class="notice">
      <ul>
        {hints.map((hint) => (
          <li>
            <OneHint lang={lang} hint={hint} />
          </li>
        ))}
      </ul>
      <p class="hint">
        {say(words.hint, lang)} <a href={at('/goi-y', lang)}>{say(words.rules, lang)}</a>
      </p>
    </div>
  )
}

function OneHint({ lang, hint }: { lang: Lang; hint: Hint }) {
  return (
    <>
      <strong>{say(mayBe(hint.kind), lang)}</strong>: {hint.why} ({say(words.because, lang)}{' '}
      {hint.words.map((word, place) => (
        <>
          {place > 0 && ', '}
          <mark lang="vi">{word}</mark>
        </>
      ))}
      )
    </>
  )
}

export type RulesProps = Shell & {
  lists: readonly {
    version: number
    rules: readonly SuggestionRule[]
    by: string | null
    at: Date | null
  }[]
  keyOf: (rule: SuggestionRule) => string
  writes: boolean
  tried: { text: string; hints: readonly Hint[] } | null
  saved: boolean
  returned: Returned
}

/** `GET /goi-y`: the list in use, a sentence to try, a rule to add, and every version. */
export function RulesPage(props: RulesProps) {
  const { lang } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/goi-y">
      {props.saved && (
        <p class="done" role="status">
          {say(words.saved, lang)}
        </p>
      )}
      <p>{say(words.intro, lang)}</p>
      <Trying {...props} />
      {props.writes && <Adding {...props} />}
      <Rules {...props} />
      <Versions {...props} />
    </ReviewPage>
  )
}

function Trying({ lang, tried }: RulesProps) {
  return (
    <form method="post" action={at('/goi-y/thu', lang)}>
      <h2>{say(words.tryTitle, lang)}</h2>
      <div class="field">
        <label for="text">{say(words.tryLabel, lang)}</label>
        <textarea id="text" name="text" rows={3} maxlength={10000}>
          {tried?.text ?? ''}
        </textarea>
      </div>
      <button type="submit" class="second">
        {say(words.tryButton, lang)}
      </button>
      {tried && tried.hints.length === 0 && (
        <p class="notice" role="status">
          {say(words.nothing, lang)}
        </p>
      )}
      {tried && tried.hints.length > 0 && (
        <ul class="notice" role="status">
          {tried.hints.map((hint) => (
            <li>
              <OneHint lang={lang} hint={hint} />
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}

function Adding({ lang, returned }: RulesProps) {
  const field = { lang, returned }
  return (
    <form method="post" action={at('/goi-y', lang)}>
      <h2>{say(words.add, lang)}</h2>
      <Line {...field} name="words" label={words.words} hint={words.wordsHint} />
      <Pick {...field} name="kind" label={words.kind} options={optionsOf(divertWords, lang)} />
      <Line {...field} name="why" label={words.why} />
      <Tick {...field} name="accents" label={words.accents} />
      <button type="submit">{say(words.add, lang)}</button>
    </form>
  )
}

function Rules({ lang, lists, writes, keyOf }: RulesProps) {
  const rules = lists[0]?.rules ?? []
  return (
    <section>
      <h2>{say(words.table, lang)}</h2>
      <Table
        lang={lang}
        name={words.table}
        columns={[
          words.words,
          words.accents,
          words.kind,
          words.why,
          ...(writes ? [words.drop] : []),
        ]}
      >
        {rules.map((rule) => (
          <tr>
            <th scope="row" lang="vi">
              {rule.words.join(' + ')}
            </th>
            <td>{say(rule.accents ? words.accented : words.eitherWay, lang)}</td>
            <td>{say(divertWords[rule.kind], lang)}</td>
            <td lang="vi">{rule.why}</td>
            {writes && (
              <td>
                <form method="post" action={at('/goi-y/bo', lang)}>
                  <input type="hidden" name="key" value={keyOf(rule)} />
                  <button
                    type="submit"
                    class="second"
                    aria-label={`${say(words.drop, lang)} ${rule.words.join(' + ')}`}
                  >
                    {say(words.drop, lang)}
                  </button>
                </form>
              </td>
            )}
          </tr>
        ))}
      </Table>
    </section>
  )
}

function Versions({ lang, lists, writes }: RulesProps) {
  return (
    <section>
      <h2>{say(words.versions, lang)}</h2>
      <Table lang={lang} name={words.versions} columns={[words.version, words.count, words.use]}>
        {lists.map(({ version, rules, by, at: written }, place) => (
          <tr>
            <th scope="row">
              {version === 0
                ? say(words.builtIn, lang)
                : `${say(words.version, lang)} ${version}, ${written ? shownMoment(written) : ''}, ${by ?? ''}`}
            </th>
            <td>{rules.length}</td>
            <td>
              {place === 0 && say(words.now, lang)}
              {place > 0 && writes && (
                <form method="post" action={at('/goi-y/dung-lai', lang)}>
                  <input type="hidden" name="version" value={String(version)} />
                  <button
                    type="submit"
                    class="second"
                    aria-label={`${say(words.use, lang)} ${version}`}
                  >
                    {say(words.use, lang)}
                  </button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
}

type TableProps = { lang: Lang; name: Sentence; columns: readonly Sentence[]; children?: Child }

function Table({ lang, name, columns, children }: TableProps) {
  return (
    <WideTable label={say(name, lang)}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{say(column, lang)}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </WideTable>
  )
}
