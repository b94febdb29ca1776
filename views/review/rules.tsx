import { WideTable } from '../counter/wide-table.tsx'
import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { basisWords, provisionKinds, sureWords, ruleWords as words } from '../words/rules.ts'
import type { ShownCycle } from './cycles.tsx'
import type { Option } from './fields.tsx'
import { ChangeFramework, EnterRule, type ShownEdition, Versions } from './rule-form.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type Sure = { tag: keyof typeof sureWords; source: string; own: boolean }
type Dated = { validFrom: string; validTo: string | null }

export type ShownRule = Sure &
  Dated & {
    number: string
    issuedOn: string | null
    issuer: string
    title: string
    subject: string
    note: string
  }
export type ShownRuleCriterion = Sure & {
  code: string
  name: string
  ethics: boolean
  annex: string | null
}
export type ShownProvision = Sure &
  Dated & {
    kind: keyof typeof provisionKinds
    code: string
    name: string
    detail: string
    amount: number | null
    basis: keyof typeof basisWords | null
  }
type Props = Shell & {
  cycle: ShownCycle
  rules: readonly ShownRule[]
  criteria: readonly ShownRuleCriterion[]
  provisions: readonly ShownProvision[]
  frameworks: readonly Option[]
  /** What replaced the cycle's framework before its cut-off. */
  replacement: { framework: string; from: string } | null
  editions: readonly ShownEdition[]
  changes: boolean
  saved: boolean
  returned: Returned
}

/** `/ky/:id/quy-dinh`: what applies to a cycle, how sure each fact is, and the form that adds one. */
export function RulesPage(props: Props) {
  const { lang, cycle, returned, replacement } = props
  const path = `/ky/${cycle.id}/quy-dinh`
  const title = `${say(words.title, lang)}: ${cycle.name}`
  const framework = props.frameworks.find(({ value }) => value === cycle.framework)
  return (
    <ReviewPage {...props} title={title} path={path} returned={returned}>
      <p>
        <a href={at('/ky', lang)}>{say(words.toCycles, lang)}</a>
      </p>
      {props.saved && (
        <p class="done" role="status">
          {say(words.saved, lang)}
        </p>
      )}
      <p>{say(words.lead, lang)}</p>
      <p>
        {say(words.framework, lang)}: <strong>{framework?.text ?? cycle.framework}</strong>
      </p>
      {replacement && (
        <p class="notice">
          {say(words.replaced(replacement.framework, shownDay(replacement.from)), lang)}
        </p>
      )}
      {props.changes && !cycle.closed && <ChangeFramework {...props} />}
      <Instruments {...props} />
      <Criteria {...props} />
      {keysOf(provisionKinds).map((kind) => (
        <Provisions
          lang={lang}
          kind={kind}
          rows={props.provisions.filter((one) => one.kind === kind)}
        />
      ))}
      {props.changes && <EnterRule {...props} path={path} />}
      <Versions {...props} />
    </ReviewPage>
  )
}

function Instruments({ lang, rules }: Props) {
  return (
    <Table lang={lang} title={words.instruments} heads={[words.number, words.what, words.validity]}>
      {rules.map((rule) => (
        <tr>
          <th scope="row">
            {rule.number}
            {rule.issuedOn && ` (${shownDay(rule.issuedOn)})`}, {rule.issuer}
          </th>
          <td>
            {rule.title}
            <br />
            <span class="meta">{[rule.subject, rule.note].filter(Boolean).join(' · ')}</span>
          </td>
          <td>
            <Span lang={lang} dated={rule} />
          </td>
          <How lang={lang} row={rule} />
        </tr>
      ))}
    </Table>
  )
}

function Criteria({ lang, criteria }: Props) {
  return (
    <Table lang={lang} title={words.criteria} heads={[words.code, words.what]}>
      {criteria.map((one) => (
        <tr>
          <th scope="row">{one.code}</th>
          <td>
            {one.name}
            <br />
            <span class="meta">
              {[
                one.ethics && say(words.ethics, lang),
                one.annex && `${say(words.annex, lang)} ${one.annex}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </td>
          <How lang={lang} row={one} />
        </tr>
      ))}
    </Table>
  )
}

function Provisions(props: {
  lang: Lang
  kind: keyof typeof provisionKinds
  rows: readonly ShownProvision[]
}) {
  const { lang, kind, rows } = props
  if (rows.length === 0) return null
  return (
    <Table lang={lang} title={provisionKinds[kind]} heads={[words.code, words.what]}>
      {rows.map((one) => (
        <tr>
          <th scope="row">{one.code}</th>
          <td>
            {one.name}
            {one.amount !== null && `: ${one.amount} ${one.detail}`}{' '}
            {one.basis && <span class="badge">{say(basisWords[one.basis], lang)}</span>}
            {one.amount === null && one.detail !== '' && <p class="meta">{one.detail}</p>}
          </td>
          <How lang={lang} row={one} />
        </tr>
      ))}
    </Table>
  )
}

function Table(props: {
  lang: Lang
  title: { vi: string; en: string }
  heads: readonly { vi: string; en: string }[]
  children: unknown
}) {
  const { lang, title, heads } = props
  const text = say(title, lang)
  return (
    <section>
      <h2>{text.charAt(0).toUpperCase() + text.slice(1)}</h2>
      <WideTable label={text}>
        <table>
          <thead>
            <tr>
              {[...heads, words.sure].map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>{props.children as never}</tbody>
        </table>
      </WideTable>
    </section>
  )
}

function How({ lang, row }: { lang: Lang; row: Sure }) {
  return (
    <td>
      <span class={row.tag === 'M' ? 'badge due' : 'badge'}>{row.tag}</span>{' '}
      {say(sureWords[row.tag], lang)}
      <br />
      <span class="meta">
        {[row.source, row.own && say(words.own, lang)].filter(Boolean).join(' · ')}
      </span>
    </td>
  )
}

function Span({ lang, dated }: { lang: Lang; dated: Dated }) {
  return (
    <>
      {shownDay(dated.validFrom)} – {dated.validTo ? shownDay(dated.validTo) : say(words.now, lang)}
    </>
  )
}

function keysOf<T extends object>(words: T) {
  return Object.keys(words) as (keyof T)[]
}
