import { say } from '../lang.ts'
import { areaName } from '../letterbox/parts.tsx'
import { at } from '../links.ts'
import {
  mergerChoices as choices,
  mergedLine,
  mergerCounts,
  mergerWords as words,
} from '../words/mergers.ts'
import { Line, type Option, Pick } from './fields.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type ShownArea = { code: string; kind: string; name: string; front: string; frontName: string }
type Counts = Record<keyof typeof choices, number | readonly string[]> & {
  front: string
  slips: number
  records: number
}

type Props = Shell & {
  areas: readonly ShownArea[]
  /** The area that would end, with what it holds; null until one is chosen. */
  from: { area: ShownArea; holds: Counts } | null
  done: readonly { area: string; into: string; firstDay: string; document: string }[]
  asked: boolean
  asks: boolean
  returned: Returned
}

const path = '/khu-vuc/sap-nhap'

/** `/khu-vuc/sap-nhap`: what an area holds, and the form that asks to merge it. */
export function MergerPage(props: Props) {
  const { lang, from, done, asks } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={path}>
      {props.asked && (
        <p class="done" role="status">
          {say(words.asked, lang)}
        </p>
      )}
      <p>{say(words.lead, lang)}</p>
      <p>{say(words.always, lang)}</p>
      {asks && <Choose {...props} />}
      {asks && from && <Ask {...props} from={from} />}
      {done.length > 0 && (
        <>
          <h2>{say(words.done, lang)}</h2>
          <ul>
            {done.map((one) => (
              <li>{say(mergedLine(one.area, one.into, one.firstDay, one.document), lang)}</li>
            ))}
          </ul>
        </>
      )}
    </ReviewPage>
  )
}

function Choose({ lang, areas, from, returned }: Props) {
  const chosen = { ...returned, typed: { area: from?.area.code ?? '' } }
  return (
    <form method="get" action={path} class="toolbar">
      {lang === 'en' && <input type="hidden" name="lang" value="en" />}
      <Pick
        lang={lang}
        name="area"
        label={words.area}
        options={options(areas)}
        none={words.choose}
        returned={chosen}
      />
      <button type="submit" class="second">
        {say(words.look, lang)}
      </button>
    </form>
  )
}

function Ask({ lang, areas, from, returned }: Props & { from: NonNullable<Props['from']> }) {
  const field = { lang, returned }
  const { area, holds } = from
  const others = areas.filter(({ code }) => code !== area.code && !below(holds).includes(code))
  // Who finishes its letters is asked only where the new place may be another Front's.
  const crosses = others.some(({ front }) => front !== area.front)
  const things = Object.keys(choices).filter((thing) => crosses || thing !== 'letters')
  const counted = Object.entries(mergerCounts).map(([thing, name]) => {
    const held = holds[thing as keyof typeof mergerCounts]
    return { name, amount: typeof held === 'number' ? held : held.length }
  })
  return (
    <form method="post" action={at(path, lang)} class="card" novalidate>
      <h2>
        {areaName(area)} ({area.code}), {area.frontName}
      </h2>
      <h3>{say(words.holds, lang)}</h3>
      <dl class="facts">
        {counted.map(({ name, amount }) => (
          <>
            <dt>{say(name, lang)}</dt>
            <dd>{amount}</dd>
          </>
        ))}
      </dl>
      <input type="hidden" name="area" value={area.code} />
      <Pick
        {...field}
        name="into"
        label={words.into}
        options={options(others)}
        none={words.choose}
      />
      <Line
        {...field}
        name="firstDay"
        label={words.firstDay}
        hint={words.firstDayHint}
        type="date"
      />
      <Line {...field} name="document" label={words.document} />
      {things.map((thing) => (
        <Choice {...field} thing={thing as keyof typeof choices} />
      ))}
      {crosses && <p>{say(words.otherFront, lang)}</p>}
      <button type="submit">{say(words.ask, lang)}</button>
    </form>
  )
}

type ChoiceProps = { lang: Shell['lang']; returned: Returned; thing: keyof typeof choices }

function Choice({ lang, returned, thing }: ChoiceProps) {
  const { label, ...ways } = choices[thing]
  const named = Object.entries(ways).map(([value, words]) => ({ value, text: say(words, lang) }))
  return (
    <Pick
      lang={lang}
      returned={returned}
      name={thing}
      label={label}
      options={named}
      none={words.choose}
    />
  )
}

function below(holds: Counts): readonly string[] {
  return Array.isArray(holds.below) ? holds.below : []
}

function options(areas: readonly ShownArea[]): Option[] {
  const several = new Set(areas.map(({ front }) => front)).size > 1
  return areas.map((area) => ({
    value: area.code,
    text: `${areaName(area)} (${area.code})${several ? ` – ${area.frontName}` : ''}`,
  }))
}
