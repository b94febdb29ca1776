import { consoleNav } from '../console-nav.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import {
  boxesWords,
  copyRefusals,
  pagesWords,
  releaseStates,
  releaseWords,
  copyWords as words,
} from '../words/copies.ts'

/** One version of a safe copy, as the list of versions names it. */
export type CopyVersion = {
  version: number
  refusal: keyof typeof copyRefusals | null
  pages: number
  pagesInAll: number
  boxes: number
  tool: string
  by: string | null
}

/** Boxes as they were typed: four texts a box. */
export type TypedBox = { x: string; y: string; width: string; height: string }

export type CopyPageProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  feedback: { id: string; number: string }
  attachment: { id: string; name: string; type: string }
  /** Newest first; none while the console still makes the first. */
  versions: readonly CopyVersion[]
  /** The version that is shown. */
  shown: CopyVersion | null
  pages: readonly { position: number; width: number; height: number }[]
  /** How far letting this file out has come, newest last. */
  releases: readonly { state: keyof typeof releaseStates; version: number | null }[]
  mayAsk: boolean
  typed: { page: number; boxes: readonly TypedBox[] } | null
  trouble: Sentence | undefined
}

/** Empty boxes a form without JavaScript has. */
export const boxRows = 3

/** `GET /y-kien/:id/tep/:attachment/xem`: the safe copy of one file, its black boxes, its release. */
export function CopyPage(props: CopyPageProps) {
  const { lang, feedback, attachment, shown } = props
  const title = `${say(words.title, lang)}: ${attachment.name || attachment.type}`
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path={`${pathOf(props)}/xem${shown ? `?ban=${shown.version}` : ''}`}
      actorName={props.actorName}
      nav={consoleNav(lang, '/y-kien', props.roles)}
      scripts={['boxes.js']}
    >
      <p>
        <a href={at(`/y-kien/${feedback.id}`, lang)}>
          ‹ {say(words.back, lang)} {feedback.number}
        </a>
      </p>
      <h1>{title}</h1>
      {props.trouble && (
        <p class="problems" role="alert">
          {say(props.trouble, lang)}
        </p>
      )}
      <p class="hint">{say(words.what, lang)}</p>
      {shown === null && <p class="notice">{say(words.making, lang)}</p>}
      {shown?.refusal && <p class="warn">{say(copyRefusals[shown.refusal], lang)}</p>}
      {shown && !shown.refusal && <Shown {...props} shown={shown} />}
      <Versions {...props} />
      <p>
        <a href={at(pathOf(props), lang)} download>
          {say(words.original, lang)}
        </a>{' '}
        <span class="hint">{say(words.originalHint, lang)}</span>
      </p>
    </Page>
  )
}

function pathOf({ feedback, attachment }: CopyPageProps): string {
  return `/y-kien/${feedback.id}/tep/${attachment.id}`
}

function Shown(props: CopyPageProps & { shown: CopyVersion }) {
  const { lang, shown } = props
  return (
    <>
      <p>
        {say(words.version, lang)} {shown.version} ·{' '}
        {say(pagesWords(shown.pages, shown.pagesInAll), lang)}
      </p>
      {props.pages.map((page) => (
        <Pictured {...props} page={page} />
      ))}
      <Release {...props} />
    </>
  )
}

type OnePage = CopyPageProps & { shown: CopyVersion; page: CopyPageProps['pages'][number] }

function Pictured(props: OnePage) {
  const { lang, shown, page } = props
  const { position, width, height } = page
  const name = `${say(words.page, lang)} ${position}`
  const source = `${pathOf(props)}/trang/${position}?ban=${shown.version}`
  return (
    <section class="copy" aria-label={name}>
      <div class="drawn" id={`hinh-${position}`}>
        <img src={source} alt={name} width={width} height={height} loading="lazy" />
      </div>
      <Boxes {...props} />
    </section>
  )
}

function Boxes(props: OnePage) {
  const { lang, shown, page, typed } = props
  const { position } = page
  const own = typed?.page === position ? typed.boxes : []
  const rows = Array.from({ length: Math.max(boxRows, own.length) }, (_, at) => own[at])
  return (
    <details open={own.length > 0}>
      <summary>
        {say(words.boxesTitle, lang)} ({say(words.page, lang).toLowerCase()} {position})
      </summary>
      <form
        method="post"
        action={at(`${pathOf(props)}/che`, lang)}
        data-boxes={`hinh-${position}`}
        data-box-label={say(words.box, lang)}
      >
        <p class="hint">{say(words.boxesHint, lang)}</p>
        <input type="hidden" name="version" value={String(shown.version)} />
        <input type="hidden" name="page" value={String(position)} />
        {rows.map((row, at) => (
          <BoxRow lang={lang} page={position} number={at + 1} row={row} />
        ))}
        <p class="toolbar">
          <button type="submit">{say(words.cover, lang)}</button>
        </p>
      </form>
    </details>
  )
}

function BoxRow(given: { lang: Lang; page: number; number: number; row: TypedBox | undefined }) {
  const { lang, page, number, row } = given
  return (
    <fieldset class="box-row">
      <legend>
        {say(words.box, lang)} {number}
      </legend>
      {(['x', 'y', 'width', 'height'] as const).map((side) => {
        const id = `${side}-${page}-${number}`
        return (
          <span class="field box-side">
            <label for={id}>{say(words[side], lang)}</label>
            <input
              id={id}
              name={side}
              type="number"
              min="0"
              max="100"
              step="0.1"
              inputmode="decimal"
              value={row?.[side] ?? ''}
            />
          </span>
        )
      })}
    </fieldset>
  )
}

function Release(props: CopyPageProps) {
  const { lang, feedback, attachment, releases } = props
  return (
    <section aria-label={say(releaseWords.title, lang)}>
      <h2>{say(releaseWords.title, lang)}</h2>
      {releases.map(({ state, version }) => (
        <p class={state === 'released' ? 'done' : 'notice'}>
          {say(words.version, lang)} {version ?? '–'}: {say(releaseStates[state], lang)}
        </p>
      ))}
      {props.mayAsk && (
        <form method="post" action={at(`/y-kien/${feedback.id}/cho-ra`, lang)}>
          <p class="hint">{say(releaseWords.fileHint, lang)}</p>
          <input type="hidden" name="attachment" value={attachment.id} />
          <button type="submit" class="second">
            {say(releaseWords.askFile, lang)}
          </button>
        </form>
      )}
      <p>
        <a href={at(`/y-kien/${feedback.id}/cho-ra`, lang)}>{say(releaseWords.title, lang)}…</a>
      </p>
    </section>
  )
}

function Versions(props: CopyPageProps) {
  const { lang, versions, shown } = props
  if (versions.length === 0) return null
  return (
    <section aria-label={say(words.versions, lang)}>
      <h2>{say(words.versions, lang)}</h2>
      <ul>
        {versions.map((one) => (
          <li>
            <a
              href={at(`${pathOf(props)}/xem?ban=${one.version}`, lang)}
              aria-current={one.version === shown?.version ? 'page' : undefined}
            >
              {say(words.version, lang)} {one.version}
            </a>{' '}
            <span class="meta">
              {one.by ?? say(words.made, lang)}
              {one.boxes > 0 && ` · ${say(boxesWords(one.boxes), lang)}`} ·{' '}
              {say(words.madeWith, lang)} {one.tool}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
