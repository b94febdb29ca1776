import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { EmergencyNumbers, Page } from '../layout.tsx'
import { at } from '../links.ts'
import { guidance, guidanceKinds } from '../words/guidance.ts'
import { callWords, choiceWords as words } from '../words/letterbox.ts'
import { type AreaName, areaName } from './parts.tsx'

/** The kinds of letter that are taken here, in the order they are offered. */
export const letterKinds = ['praise', 'comment', 'report'] as const
export type LetterKind = (typeof letterKinds)[number]

export type ChoiceProps = {
  lang: Lang
  area: AreaName
  /** The Front that reads the letters of this place. */
  front: string
  phone?: string | undefined
  hours?: string | undefined
  /** True when an old address (a merged place) led here. */
  moved?: boolean
}

/** `GET /k/:area`: what do you want to say, by situation and not by legal term. */
export function ChoicePage(props: ChoiceProps) {
  const { lang, area } = props
  return (
    <Page lang={lang} title={say(words.title, lang)} door="letterbox" path={`/k/${area.code}`}>
      <p class="meta">
        {props.front} · {areaName(area)}
      </p>
      {props.moved && <p class="notice">{say(words.moved, lang)}</p>}
      <h1>{say(words.title, lang)}</h1>
      <p>{say(words.lead, lang)}</p>
      <Danger lang={lang} />
      <h2>{say(words.here, lang)}</h2>
      <TakenHere lang={lang} code={area.code} />
      <h2>{say(words.elsewhere, lang)}</h2>
      <TakenElsewhere lang={lang} code={area.code} />
      <p>
        <strong>{say(words.unsure, lang)}</strong>{' '}
        {say(
          props.phone === undefined ? words.askFront : callWords(props.phone, props.hours),
          lang,
        )}
      </p>
    </Page>
  )
}

function Danger({ lang }: { lang: Lang }) {
  return (
    <p class="emergency">
      <strong>{say(words.danger, lang)}</strong> {say(words.callNow, lang)} <EmergencyNumbers />
    </p>
  )
}

function TakenHere({ lang, code }: { lang: Lang; code: string }) {
  return (
    <ul class="choices">
      {letterKinds.map((kind) => (
        <li>
          <a class="choice" href={at(`/k/${code}/gui?kind=${kind}`, lang)}>
            <strong>{say(words.kinds[kind].name, lang)}</strong>
            {say(words.kinds[kind].what, lang)}
          </a>
        </li>
      ))}
    </ul>
  )
}

function TakenElsewhere({ lang, code }: { lang: Lang; code: string }) {
  const listed = guidanceKinds.filter((kind) => kind !== 'khan-cap')
  return (
    <ul class="choices">
      {listed.map((kind) => (
        <li>
          <a class="choice elsewhere" href={at(`/huong-dan/${kind}?area=${code}`, lang)}>
            {say(guidance[kind].choice, lang)}
          </a>
        </li>
      ))}
    </ul>
  )
}
