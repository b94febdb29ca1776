import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { basisWords, provisionKinds, sureWords, ruleWords as words } from '../words/rules.ts'
import type { ShownCycle } from './cycles.tsx'
import { Line, type Option, optionsOf, Pick, Tick } from './fields.tsx'
import type { Returned } from './shell.tsx'

export type ShownEdition = {
  day: string
  source: string
  own: boolean
  lines: readonly string[]
}

type Form = { lang: Lang; returned: Returned; frameworks: readonly Option[] }

/** The form that sets another framework for a cycle, folded away until asked for. */
export function ChangeFramework({
  lang,
  cycle,
  frameworks,
  returned,
}: Form & { cycle: ShownCycle }) {
  const others = frameworks.filter(({ value }) => value !== cycle.framework)
  return (
    <details open={returned.errors.framework !== undefined || returned.errors.reason !== undefined}>
      <summary>{say(words.change, lang)}</summary>
      <form method="post" action={at(`/ky/${cycle.id}/khung`, lang)} novalidate>
        <p class="hint">{say(words.changeHint, lang)}</p>
        <Pick
          {...{ lang, returned, name: 'framework', label: words.framework }}
          options={others}
          none={{ vi: '– chọn –', en: '– choose –' }}
        />
        <Line {...{ lang, returned, name: 'reason', label: words.reason }} />
        <button type="submit">{say(words.changeButton, lang)}</button>
      </form>
    </details>
  )
}

/** The form that enters one row of any kind; the newest counts. */
export function EnterRule({ lang, returned, path, frameworks }: Form & { path: string }) {
  const field = { lang, returned }
  const kinds = { rule: words.rule, criterion: words.criterion, ...provisionKinds }
  return (
    <form method="post" action={at(path, lang)} class="card" novalidate>
      <h2>{say(words.enter, lang)}</h2>
      <p class="hint">
        {say(words.enterHint, lang)}{' '}
        <a href={at('/nhap/danh-sach', lang)}>{say(words.importLink, lang)}</a>
      </p>
      <Line {...field} name="edition" label={words.editionSource} />
      <Pick {...field} name="row" label={words.row} options={optionsOf(kinds, lang)} />
      <div class="inline">
        <Line {...field} name="number" label={words.ruleNumber} />
        <Line {...field} name="issuedOn" label={words.issuedOn} type="date" />
        <Line {...field} name="issuer" label={words.issuer} />
      </div>
      <div class="inline">
        <Pick
          {...field}
          name="ofFramework"
          label={words.frameworkField}
          options={frameworks}
          none={{ vi: '– không –', en: '– none –' }}
        />
        <Line {...field} name="annex" label={words.annex} />
        <Line {...field} name="code" label={words.code} />
      </div>
      <Line {...field} name="name" label={words.name} />
      <Line {...field} name="detail" label={words.detail} />
      <div class="inline">
        <Line {...field} name="amount" label={words.amount} type="number" />
        <Pick
          {...field}
          name="basis"
          label={words.basis}
          options={optionsOf(basisWords, lang)}
          none={{ vi: '–', en: '–' }}
        />
      </div>
      <Tick {...field} name="ethics" label={words.isEthics} />
      <Tick {...field} name="printed" label={words.printed} />
      <div class="inline">
        <Line {...field} name="validFrom" label={words.validFrom} type="date" />
        <Line {...field} name="validTo" label={words.validTo} type="date" />
      </div>
      <Pick
        {...field}
        name="tag"
        label={words.sure}
        value="M"
        options={optionsOf(sureWords, lang)}
      />
      <Line {...field} name="source" label={words.source} />
      <button type="submit">{say(words.enterButton, lang)}</button>
    </form>
  )
}

/** What was entered so far, newest first. */
export function Versions({ lang, editions }: { lang: Lang; editions: readonly ShownEdition[] }) {
  return (
    <section>
      <h2>{say(words.versions, lang)}</h2>
      {editions.length === 0 && <p class="meta">{say(words.none, lang)}</p>}
      {editions.map((one) => (
        <details>
          <summary>
            {shownDay(one.day)}: {one.source}
          </summary>
          <ul>
            {one.lines.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
