import type { Child } from 'hono/jsx'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { type Bar, Plot } from '../papers/plot.tsx'
import { ReviewPage, type Shell } from '../review/shell.tsx'
import { lackWords, stageWords, coverageWords as words } from '../words/coverage.ts'
import { channelNames } from '../words/states.ts'
import { WideTable } from './wide-table.tsx'

type Told = ReadonlyMap<string, number | null>

export type ShownCoverage = {
  cycle: { id: string; name: string }
  rows: readonly {
    id: string
    name: string
    place: string
    record: string | null
    stage: keyof typeof stageWords
    heard: boolean
    residence: keyof typeof lackWords | 'given' | 'not_applicable'
    commented: boolean
  }[]
  stages: ReadonlyMap<keyof typeof stageWords, number>
  quiet: readonly { code: string; name: string }[]
  neighbourhoods: number
  communes: { names: ReadonlyMap<string, string>; told: { cells: Told } }
  channels: { cells: Told }
  criteria: readonly { criterion: { code: string; name: string }; told: number | null }[]
}

type Props = Shell & { coverage: ShownCoverage }

/** `/ky/:id/do-phu`: what a cycle has heard and what not, as plots and tables. */
export function CoveragePage(props: Props) {
  const { lang, coverage } = props
  const { cycle, rows } = coverage
  const path = `/ky/${cycle.id}/do-phu`
  const title = `${say(words.title, lang)}: ${cycle.name}`
  const unheard = rows.filter(({ heard }) => !heard)
  return (
    <ReviewPage {...props} title={title} path={path}>
      <p class="hint">{say(words.hint, lang)}</p>
      <p class="actions no-print">
        <a class="button second" href={`${path}/bang.xlsx`}>
          {say(words.xlsx, lang)}
        </a>{' '}
        <a class="button second" href={`${path}/trang.pdf`}>
          {say(words.pdf, lang)}
        </a>{' '}
        <a href={at(`/ky/${cycle.id}/goi-y`, lang)}>{say(words.candidates, lang)}</a>
        {' · '}
        <a href={at(`/ky/${cycle.id}/to-cong-tac`, lang)}>{say(words.groups, lang)}</a>
        {' · '}
        <a href={at('/khac-phuc', lang)}>{say(words.remedies, lang)}</a>
      </p>
      <Part lang={lang} title={words.bundles} bars={stageBars(coverage, lang)}>
        <p>
          <strong>{say(frozenOf(coverage), lang)}</strong>
        </p>
      </Part>
      <section>
        <h2>{say(words.unheard, lang)}</h2>
        {unheard.length === 0 && <p>{say(words.unheardNone, lang)}</p>}
        <Names lang={lang} rows={unheard} />
      </section>
      <section>
        <h2>{say(words.quiet, lang)}</h2>
        <p>{say(words.quietHint(coverage.quiet.length, coverage.neighbourhoods), lang)}</p>
        <p lang="vi">{coverage.quiet.map(({ name }) => name).join('; ')}</p>
      </section>
      <Part lang={lang} title={words.communes} bars={communeBars(coverage, lang)} />
      <Part lang={lang} title={words.criteria} bars={criterionBars(coverage, lang)}>
        <p class="hint">{say(words.criteriaHint, lang)}</p>
      </Part>
      <Part lang={lang} title={words.channels} bars={channelBars(coverage, lang)} />
      <Outstanding {...props} />
      <Records {...props} />
    </ReviewPage>
  )
}

// The same figures as a plot and as a table: who cannot see the one reads the other.
function Part(props: { lang: Lang; title: Sentence; bars: readonly Bar[]; children?: Child }) {
  const { lang, title, bars } = props
  const name = say(title, lang)
  return (
    <section>
      <h2>{name}</h2>
      {props.children}
      {bars.length === 0 ? (
        <p>{say(words.none, lang)}</p>
      ) : (
        <>
          <WideTable label={name}>
            <Plot bars={bars} label={name} />
          </WideTable>
          <details>
            <summary>{say(words.count, lang)}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{say(words.what, lang)}</th>
                  <th scope="col">{say(words.count, lang)}</th>
                </tr>
              </thead>
              <tbody>
                {bars.map(({ label, text }) => (
                  <tr>
                    <th scope="row">{label}</th>
                    <td>{text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  )
}

function Names({ lang, rows }: { lang: Lang; rows: ShownCoverage['rows'] }) {
  if (rows.length === 0) return null
  return (
    <ul>
      {rows.map(({ name, place, record }) => (
        <li>
          {place}: {record ? <a href={at(`/ho-so/${record}`, lang)}>{name}</a> : name}
        </li>
      ))}
    </ul>
  )
}

function Outstanding({ lang, coverage }: Props) {
  const { residence, front } = outstandingOf(coverage)
  return (
    <section>
      <h2>{say(words.outstanding, lang)}</h2>
      <table>
        <tbody>
          <tr>
            <th scope="row">{say(words.outstandingResidence, lang)}</th>
            <td>{residence}</td>
          </tr>
          <tr>
            <th scope="row">{say(words.outstandingFront, lang)}</th>
            <td>{front}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Records({ lang, coverage }: Props) {
  const heads = [words.place, words.whom, words.heard, words.residence, words.comment, words.stage]
  return (
    <section>
      <h2>{say(words.list, lang)}</h2>
      <WideTable label={say(words.list, lang)}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {coverage.rows.map((row) => (
              <tr>
                <td>{row.place}</td>
                <th scope="row">
                  {row.record ? (
                    <a href={at(`/ho-so/${row.record}`, lang)}>{row.name}</a>
                  ) : (
                    row.name
                  )}
                </th>
                {cellsOf(row).map((cell) => (
                  <td>{say(cell, lang)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}

/** What the list says of one record, after place and name. */
export function cellsOf(row: ShownCoverage['rows'][number]): Sentence[] {
  const { residence } = row
  const cell =
    residence === 'given'
      ? words.given
      : residence === 'not_applicable'
        ? words.notApplicable
        : lackWords[residence]
  const yes = (told: boolean) => (told ? words.yes : words.no)
  return [yes(row.heard), cell, yes(row.commented), stageWords[row.stage]]
}

/** Comments that are still to come: of residence cells (asked or not), and of the Front. */
export function outstandingOf({ rows }: ShownCoverage): { residence: number; front: number } {
  const settled = ['given', 'not_applicable', 'exempt']
  return {
    residence: rows.filter(({ residence }) => !settled.includes(residence)).length,
    front: rows.filter(({ commented }) => !commented).length,
  }
}

/** `Đã chốt 17/17`. */
export function frozenOf({ stages, rows }: ShownCoverage): Sentence {
  const done = (['frozen', 'handed_over', 'considered', 'decided'] as const)
    .map((stage) => stages.get(stage) ?? 0)
    .reduce((sum, count) => sum + count, 0)
  return words.bundlesDone(done, rows.length)
}

export function stageBars({ stages }: ShownCoverage, lang: Lang): Bar[] {
  return [...stages].map(([stage, count]) => ({
    ...{ label: say(stageWords[stage], lang), value: count, text: String(count) },
  }))
}

export function communeBars({ communes }: ShownCoverage, lang: Lang): Bar[] {
  return [...communes.told.cells].map(([code, told]) =>
    barOf(communes.names.get(code) ?? code, told, lang),
  )
}

export function criterionBars({ criteria }: ShownCoverage, lang: Lang): Bar[] {
  return criteria.map(({ criterion, told }) =>
    barOf(`${criterion.code}. ${criterion.name}`, told, lang),
  )
}

export function channelBars({ channels }: ShownCoverage, lang: Lang): Bar[] {
  return [...channels.cells].map(([code, told]) => {
    const name = channelNames[code]
    return barOf(name ? say(name, lang) : code, told, lang)
  })
}

function barOf(label: string, told: number | null, lang: Lang): Bar {
  return { label, value: told, text: say(told === null ? words.few : words.atLeast(told), lang) }
}
