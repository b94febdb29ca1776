import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { type Option, Pick } from '../review/fields.tsx'
import { ReviewPage, type Shell, untouched } from '../review/shell.tsx'
import { posterBack } from '../words/places.ts'
import { posterWords as words } from '../words/poster.ts'

export type PosterPageProps = Shell & {
  areas: readonly Option[]
  area: string
  isPublic: boolean
  /** Posters wait for the key recovery sheet. */
  waits: boolean
  factsMissing: boolean
  changesFacts: boolean
  zaloGroup: string
  loudspeaker: string
}

/** `GET /ap-phich`: what is put up and handed out in one area. */
export function PosterPage(props: PosterPageProps) {
  const { lang, area } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={`/ap-phich?area=${area}`}>
      <form method="get" action="/ap-phich" class="filter">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <Pick
          lang={lang}
          returned={{ ...untouched, typed: { area } }}
          name="area"
          label={words.area}
          options={props.areas}
        />
        <button type="submit" class="second">
          {say(words.show, lang)}
        </button>
      </form>
      {!props.isPublic && <Trial lang={lang} />}
      {props.waits && <p class="problems">{say(words.noRecovery, lang)}</p>}
      {props.factsMissing && (
        <p class="warn">
          {say(words.factsMissing, lang)}{' '}
          {props.changesFacts && <a href={at('/don-vi', lang)}>{say(words.fill, lang)}</a>}
        </p>
      )}
      <div class="split">
        <Papers {...props} />
        <Texts {...props} />
      </div>
    </ReviewPage>
  )
}

function Trial({ lang }: { lang: Lang }) {
  return (
    <section class="warn">
      <h2>{say(words.trialTitle, lang)}</h2>
      <p>{say(words.trialLead, lang)}</p>
      <ol>
        <li>{say(words.wayProvince, lang)}</li>
        <li>{say(words.waySelf, lang)}</li>
      </ol>
    </section>
  )
}

function Papers({ lang, area, waits }: PosterPageProps) {
  const paper = (name: string, text: Sentence) => (
    <a class="button" href={`/ap-phich/${area}/${name}.pdf`}>
      {say(text, lang)}
    </a>
  )
  return (
    <section>
      <h2>{say(words.posters, lang)}</h2>
      <p class="hint">{say(words.posterHint, lang)}</p>
      {!waits && (
        <p class="actions">
          {paper('a4', words.a4)}
          {paper('a5', words.a5)}
        </p>
      )}
      <p class="actions">
        {paper('mat-sau', posterBack.paper)}
        {paper('phieu-giay', words.form)}
        <a class="button second" href={at(`/phieu-mot-lan?area=${area}`, lang)}>
          {say(words.slips, lang)}
        </a>
      </p>
    </section>
  )
}

function Texts({ lang, zaloGroup, loudspeaker }: PosterPageProps) {
  const texts = [
    ['zaloGroup', zaloGroup],
    ['loudspeaker', loudspeaker],
  ] as const
  return (
    <section>
      <h2>{say(words.texts, lang)}</h2>
      {texts.map(([name, text]) => (
        <div class="field">
          <label for={name}>{say(words[name], lang)}</label>
          <span class="hint" id={`${name}-hint`}>
            {say(words.copyHint, lang)}
          </span>
          <textarea id={name} rows={9} readonly lang="vi" aria-describedby={`${name}-hint`}>
            {text}
          </textarea>
        </div>
      ))}
    </section>
  )
}
