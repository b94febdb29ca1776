import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { EmergencyNumbers, Page } from '../layout.tsx'
import { at } from '../links.ts'
import {
  type Guidance,
  type GuidanceKind,
  guidance,
  guidanceWords as words,
} from '../words/guidance.ts'
import { callWords, choiceWords } from '../words/letterbox.ts'
import { type Known, type Purpose, placeLine, placeSource } from '../words/places.ts'

export type GuidanceProps = {
  lang: Lang
  kind: GuidanceKind
  /** Code of the place one came from; without it only general addresses are shown. */
  area?: string | undefined
  known: Known
  hours?: string | undefined
}

const handedIn: readonly GuidanceKind[] = ['to-cao', 'tham-nhung', 'khieu-nai']

/** `GET /huong-dan/:kind`: where a letter goes that is not taken here. Nothing is stored. */
export function GuidancePage(props: GuidanceProps) {
  const { lang, kind, area } = props
  const told = guidance[kind]
  const query = area === undefined ? '' : `?area=${area}`
  return (
    <Page
      lang={lang}
      title={say(told.title, lang)}
      door="letterbox"
      path={`/huong-dan/${kind}${query}`}
      scripts={['form.js']}
    >
      <p class="emergency">
        <strong>{say(choiceWords.danger, lang)}</strong> {say(choiceWords.callNow, lang)}{' '}
        <EmergencyNumbers />
      </p>
      <p class="meta">{say(told.choice, lang)}</p>
      <h1>{say(told.title, lang)}</h1>
      <p class="warn">{say(told.first, lang)}</p>
      <Steps told={told} lang={lang} handIn={handedIn.includes(kind)} />
      <Places told={told} lang={lang} known={props.known} handIn={handedIn.includes(kind)} />
      {told.more.map((line) => (
        <p>{say(line, lang)}</p>
      ))}
      {props.known.phone !== undefined && (
        <p>
          <strong>{say(words.ask, lang)}:</strong>{' '}
          {say(callWords(props.known.phone, props.hours), lang)}
        </p>
      )}
      <p class="actions">
        <button type="button" class="second" data-print hidden>
          {say(words.print, lang)}
        </button>
        {kind !== 'tre-em' && (
          <a
            class="button second"
            href={at(area === undefined ? '/' : `/k/${area}/gui?kind=comment`, lang)}
          >
            {say(words.comment, lang)}
          </a>
        )}
      </p>
    </Page>
  )
}

function Steps({ told, lang, handIn }: { told: Guidance; lang: Lang; handIn: boolean }) {
  return (
    <>
      <h2>{say(handIn ? words.howHandIn : words.how, lang)}</h2>
      <ol>
        {told.how.map((step) => (
          <li>{say(step, lang)}</li>
        ))}
      </ol>
    </>
  )
}

type PlacesProps = { told: Guidance; lang: Lang; known: Known; handIn: boolean }

function Places({ told, lang, known, handIn }: PlacesProps) {
  return (
    <>
      <h2>{say(handIn ? words.whereHandIn : words.where, lang)}</h2>
      <ul>
        {told.where.map(({ who, fact }: { who: Sentence; fact: Purpose }) => {
          const found = known.places[fact]
          return (
            <li>
              {say(who, lang)}: <strong>{placeLine(fact, known, lang)}</strong>
              {found && <span class="hint"> {say(placeSource(found), lang)}</span>}
            </li>
          )
        })}
      </ul>
    </>
  )
}
