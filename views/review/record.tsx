import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { selfReviewWords, yearWords } from '../words/frame.ts'
import type { ShownReference } from '../words/references.ts'
import { recordWords as words } from '../words/review-pages.ts'
import { placeKindWords, placeWords } from '../words/review-places.ts'
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
import type { ShownPlace } from './places.tsx'
import { postLine, type ShownPost, span } from './posts.tsx'
import type { ShownSubject } from './records.tsx'
import { AsHead, References } from './references.tsx'
import { RemedyList, type ShownRemedy } from './remedies.tsx'
import { Residence, type ShownResidence } from './residence.tsx'
import {
  PromisedList,
  Reopenings,
  Sheets,
  type ShownReopening,
  type ShownSheet,
} from './sheets.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'
import { Provenance, type ShownProvenance, Sides } from './sides.tsx'

export type ShownCriterion = { id: string; code: string; name: string; ethics: boolean }

export type ShownRecord = {
  id: string
  subject: ShownSubject
  cycle: ShownCycle
  posts: readonly ShownPost[]
  places: readonly (Omit<ShownPlace, 'validFrom' | 'validTo'> & {
    from: string
    to: string | null
    items: number
  })[]
  rules: readonly {
    number: string
    issuedOn: string | null
    issuer: string
    title: string
  }[]
  evidence: readonly { criterion: ShownCriterion | null; items: readonly ShownEvidence[] }[]
  explanations: readonly ShownExplanation[]
  /** The residence cell's comment, null for a collective. */
  residence: ShownResidence | null
  earlierIssues: readonly (Omit<ItemFacts, 'number'> & {
    id: string
    cycle: string
    summary: string | null
  })[]
  remedies: readonly ShownRemedy[]
  promised: readonly (ShownRemedy & { cycle: string })[]
  sheets: readonly ShownSheet[]
  /** Papers of other bodies; null for who does not see them. */
  references: readonly ShownReference[] | null
  reopenings: readonly ShownReopening[]
  /** Which item says again what an earlier one said. */
  raisedAgain: readonly { evidence: string; earlier: string }[]
  provenance: ShownProvenance | null
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
  /** Whether prompts and comments are drafted here, and the record may be opened again. */
  writes: boolean
  reopens: boolean
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
        {props.door === 'console' && <Beside {...props} />}
      </p>
      {props.explains === 'own' && <p class="notice">{say(words.toOfficial, lang)}</p>}
      <Facts lang={lang} record={record} />
      <Reopenings
        lang={lang}
        record={record.id}
        reopenings={record.reopenings}
        asks={props.reopens}
      />
      <div class={record.balance === null ? undefined : 'split third'}>
        <div>
          {record.residence && (
            <Residence
              lang={lang}
              residence={record.residence}
              linked={props.roles.some((role) => /^(cell|secretary|lead)$/.test(role))}
            />
          )}
          <AsHead lang={lang} record={record} />
          <Evidence {...props} />
          <SetAside {...props} />
          <Earlier {...props} />
          <PromisedList lang={lang} promised={record.promised} />
          <Sheets lang={lang} record={record.id} sheets={record.sheets} works={props.writes} />
          <References
            {...{ lang, record, enters: props.attaches }}
            linked={record.balance !== null && props.door === 'console'}
          />
          <RemedyList lang={lang} remedies={record.remedies} />
        </div>
        {record.balance !== null && (
          <div>
            <Balance lang={lang} balance={record.balance} excluded={record.excluded ?? []} />
            {record.provenance && <Provenance lang={lang} provenance={record.provenance} />}
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

function Facts({
  lang,
  record: { cycle, posts, places, rules },
}: {
  lang: Lang
  record: ShownRecord
}) {
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
        {places.length > 0 && <dt>{say(placeWords.counted, lang)}</dt>}
        {places.map(({ kind, name, from, to, items }) => (
          <dd>
            {name}, {say(placeKindWords[kind], lang)} ({span(from, to, lang)}): {items}{' '}
            {say(placeWords.items, lang)}
          </dd>
        ))}
      </dl>
      {places.length > 0 && <p class="meta">{say(placeWords.countedHint, lang)}</p>}
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

// Where the record stands beside those of earlier cycles.
function Beside({ lang, record }: RecordProps) {
  return (
    <>
      {' · '}
      <a href={at(`/ho-so/${record.id}/cac-nam`, lang)}>{say(yearWords.link, lang)}</a>
      {' · '}
      <a href={at(`/ho-so/${record.id}/tu-kiem-diem`, lang)}>{say(selfReviewWords.link, lang)}</a>
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
          {items.length === 0 ? (
            <p class="meta">{say(words.noneHere, lang)}</p>
          ) : (
            <Sides
              lang={lang}
              items={items}
              item={(item) => (
                <article class="card" id={`y-kien-${item.id}`}>
                  <RaisedAgain lang={lang} record={record} item={item.id} />
                  <Item lang={lang} item={item} />
                  <Answers
                    lang={lang}
                    item={item}
                    explanations={record.explanations.filter(
                      ({ evidence }) => evidence === item.id,
                    )}
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
              )}
            />
          )}
        </>
      ))}
    </section>
  )
}

// What was said in an earlier cycle already, as somebody marked who read both.
function RaisedAgain({ lang, record, item }: { lang: Lang; record: ShownRecord; item: string }) {
  const earlier = record.raisedAgain.filter(({ evidence }) => evidence === item)
  if (earlier.length === 0) return null
  const cycles = earlier.map((mark) => {
    return record.earlierIssues.find(({ id }) => id === mark.earlier)?.cycle
  })
  return (
    <p>
      <span class="badge">{say(yearWords.againOf, lang)}</span> {[...new Set(cycles)].join(', ')}
    </p>
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
            {issue.cycle} · {factsLine({ ...issue, number: null }, lang)}{' '}
            {record.raisedAgain.some(({ earlier }) => earlier === issue.id) && (
              <span class="badge">{say(yearWords.againIn, lang)}</span>
            )}
          </p>
          <blockquote>{issue.summary}</blockquote>
        </article>
      ))}
    </section>
  )
}
