import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { recordWords as words } from '../words/review-pages.ts'
import { Attach, type ShownAttachable } from './attach.tsx'
import { Balance, Freeze, type ShownBalance, type ShownExcluded } from './balance.tsx'
import type { ShownCycle } from './cycles.tsx'
import {
  Answers,
  factsLine,
  Item,
  type ItemFacts,
  type ShownEvidence,
  type ShownExplanation,
} from './evidence.tsx'
import { postLine, type ShownPost } from './posts.tsx'
import type { ShownSubject } from './records.tsx'
import { RemedyList, type ShownRemedy } from './remedies.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

export type ShownCriterion = { id: string; code: string; name: string }

export type ShownRecord = {
  id: string
  subject: ShownSubject
  cycle: ShownCycle
  posts: readonly ShownPost[]
  rules: readonly {
    number: string
    issuedOn: string | null
    issuer: string
    title: string
  }[]
  evidence: readonly { criterion: ShownCriterion | null; items: readonly ShownEvidence[] }[]
  explanations: readonly ShownExplanation[]
  earlierIssues: readonly (Omit<ItemFacts, 'number'> & {
    cycle: string
    summary: string | null
  })[]
  remedies: readonly ShownRemedy[]
  balance: ShownBalance | null
  excluded: readonly ShownExcluded[] | null
  setAside: readonly ShownEvidence[]
  attachable: readonly ShownAttachable[]
}

export type RecordProps = Shell & {
  record: ShownRecord
  /** The criteria of the cycle, to attach under. */
  criteria: readonly ShownCriterion[]
  /** What this person may do here. */
  attaches: boolean
  explains: 'own' | 'behalf' | null
  freezes: boolean
  /** The day in Viet Nam; nothing is frozen for a day to come. */
  today: string
  returned: Returned
}

/** `/ho-so/:id`: one record. */
export function RecordPage(props: RecordProps) {
  const { lang, record, returned } = props
  const path = `/ho-so/${record.id}`
  const title = `${say(words.title, lang)}: ${record.subject.name}`
  return (
    <ReviewPage {...props} title={title} path={path} returned={returned}>
      <p>
        <a href={at(`/ho-so?cycle=${record.cycle.id}`, lang)}>{say(words.toList, lang)}</a>
      </p>
      {props.explains === 'own' && <p class="notice">{say(words.toOfficial, lang)}</p>}
      <Facts lang={lang} record={record} />
      <div class={record.balance === null ? undefined : 'split third'}>
        <div>
          <Evidence {...props} />
          <SetAside {...props} />
          <Earlier {...props} />
          <RemedyList lang={lang} remedies={record.remedies} />
        </div>
        {record.balance !== null && (
          <div>
            <Balance lang={lang} balance={record.balance} excluded={record.excluded ?? []} />
            {props.freezes && (
              <Freeze lang={lang} record={record.id} cycle={record.cycle} today={props.today} />
            )}
          </div>
        )}
      </div>
      {props.attaches && <Attach {...props} />}
    </ReviewPage>
  )
}

function Facts({ lang, record: { cycle, posts, rules } }: { lang: Lang; record: ShownRecord }) {
  return (
    <>
      <dl class="facts">
        <dt>{say(words.cycle, lang)}</dt>
        <dd>{cycle.name}</dd>
        <dt>{say(words.period, lang)}</dt>
        <dd>
          {shownDay(cycle.startsOn)} – {shownDay(cycle.endsOn)}; {say(words.cutOff, lang)}{' '}
          {shownDay(cycle.cutOff)}
        </dd>
        {posts.length > 0 && <dt>{say(words.posts, lang)}</dt>}
        {posts.map((post) => (
          <dd>{postLine(post, lang)}</dd>
        ))}
      </dl>
      <details>
        <summary>{say(words.rules, lang)}</summary>
        <ul>
          {rules.map((rule) => (
            <li>
              {rule.number}
              {rule.issuedOn && ` (${shownDay(rule.issuedOn)})`}, {rule.issuer}: {rule.title}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

function Evidence({ lang, record, explains, attaches }: RecordProps) {
  const act = attaches ? words.manage : explains !== null ? words.explain : null
  return (
    <section>
      <h2>{say(words.evidence, lang)}</h2>
      {record.evidence.map(({ criterion, items }) => (
        <>
          <h3>
            {criterion ? `${criterion.code}. ${criterion.name}` : say(words.noCriterion, lang)}
          </h3>
          {items.length === 0 && <p class="meta">{say(words.noneHere, lang)}</p>}
          {items.map((item) => (
            <article class="card" id={`y-kien-${item.id}`}>
              <Item lang={lang} item={item} />
              <Answers
                lang={lang}
                item={item}
                explanations={record.explanations.filter(({ evidence }) => evidence === item.id)}
              />
              {act !== null && !record.cycle.closed && (
                <p>
                  <a href={at(`/ho-so/${record.id}/y-kien/${item.id}`, lang)}>
                    {say(act, lang)}
                    {item.number !== null && ` (${say(words.number, lang)} ${item.number})`}
                  </a>
                </p>
              )}
            </article>
          ))}
        </>
      ))}
    </section>
  )
}

function SetAside({ lang, record, attaches }: RecordProps) {
  if (record.setAside.length === 0) return null
  return (
    <section>
      <h2>{say(words.setAside, lang)}</h2>
      <p class="hint">{say(words.setAsideHint, lang)}</p>
      <ul>
        {record.setAside.map((item) => (
          <li>
            {factsLine(item, lang)}{' '}
            {attaches && (
              <a href={at(`/ho-so/${record.id}/y-kien/${item.id}`, lang)}>
                {say(words.manage, lang)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Earlier({ lang, record }: RecordProps) {
  return (
    <section>
      <h2>{say(words.earlier, lang)}</h2>
      {record.earlierIssues.length === 0 && <p class="meta">{say(words.noEarlier, lang)}</p>}
      {record.earlierIssues.map((issue) => (
        <article class="card">
          <p class="meta">
            {issue.cycle} · {factsLine({ ...issue, number: null }, lang)}
          </p>
          <blockquote>{issue.summary}</blockquote>
        </article>
      ))}
    </section>
  )
}
