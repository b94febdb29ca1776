import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line } from '../review/fields.tsx'
import { type Returned, ReviewPage, type Shell } from '../review/shell.tsx'
import { shownMoment } from '../staff/moment.ts'
import {
  progressWords,
  type StepName,
  stepWords,
  trialWays,
  firstStepsWords as words,
} from '../words/first-steps.ts'
import { channelNames } from '../words/states.ts'
import { WideTable } from './wide-table.tsx'

type State = 'done' | 'next' | 'later' | 'notYet'

export type FirstStepsPageProps = Shell & {
  front: string
  area: string | null
  steps: readonly { name: StepName; state: State }[]
  channels: readonly { name: string; received: number; arrived: string | null }[]
  trial: { word: string; until: Date } | null
  mailbox: string | null
  /** Public address of the letterbox. */
  letterbox: string
  changes: boolean
  returned: Returned
}

/** `GET /bat-dau`: what is done, what is next, where to click. */
export function FirstStepsPage(props: FirstStepsPageProps) {
  const { lang, steps } = props
  const done = steps.filter(({ state }) => state === 'done').length
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/bat-dau">
      <p>
        <strong>{props.front}</strong> · {say(progressWords(done, steps.length), lang)}
      </p>
      <p class="hint">{say(words.lead, lang)}</p>
      <div class="split">
        <ol class="steps">
          {steps.map((step) => (
            <StepLine {...props} step={step} />
          ))}
        </ol>
        <div>
          {props.changes && <AddAreas {...props} />}
          <Channels {...props} />
        </div>
      </div>
    </ReviewPage>
  )
}

const badges: Record<State, string> = {
  done: 'badge',
  next: 'badge due',
  later: 'badge',
  notYet: 'badge',
}

function StepLine(props: FirstStepsPageProps & { step: FirstStepsPageProps['steps'][number] }) {
  const { lang, step } = props
  const { name, what } = stepWords[step.name]
  const href = placeOf(props)[step.name]
  return (
    <li>
      <h2>
        {href === null ? say(name, lang) : <a href={href}>{say(name, lang)}</a>}{' '}
        <span class={badges[step.state]}>{say(words[step.state], lang)}</span>
      </h2>
      <p class="hint">{say(what, lang)}</p>
    </li>
  )
}

function placeOf({ lang, area, letterbox }: FirstStepsPageProps): Record<StepName, string | null> {
  return {
    facts: at('/don-vi', lang),
    areas: at('/khu-vuc', lang),
    poster: at('/ap-phich', lang),
    test: area === null ? letterbox : `${letterbox}/k/${area}`,
    people: at('/nguoi', lang),
    officials: at('/can-bo', lang),
    cycle: at('/ky', lang),
    recovery: null,
    open: at('/ap-phich', lang),
  }
}

function AddAreas({ lang, returned }: { lang: Lang; returned: Returned }) {
  const { errors, typed } = returned
  return (
    <form method="post" action={at('/bat-dau/khu-vuc', lang)} class="card" novalidate>
      <h2>{say(words.addAreas, lang)}</h2>
      <Line
        lang={lang}
        returned={returned}
        name="kind"
        label={words.kind}
        hint={words.kindHint}
        value="khu phố"
      />
      <div class={errors.names ? 'field invalid' : 'field'} id="field-names">
        <label for="names">{say(words.names, lang)}</label>
        <span class="hint" id="names-hint">
          {say(words.namesHint, lang)}
        </span>
        {errors.names && (
          <span class="error" id="names-error">
            {say(errors.names, lang)}
          </span>
        )}
        <textarea
          id="names"
          name="names"
          rows={6}
          aria-describedby={errors.names ? 'names-hint names-error' : 'names-hint'}
        >
          {typed.names ?? ''}
        </textarea>
      </div>
      <button type="submit">{say(words.add, lang)}</button>
    </form>
  )
}

function Channels(props: FirstStepsPageProps) {
  const { lang, channels } = props
  return (
    <section class="card" id="thu">
      <h2>{say(words.channels, lang)}</h2>
      <Trial {...props} />
      <WideTable label={say(words.channels, lang)}>
        <table>
          <thead>
            <tr>
              {[words.channel, words.how, words.trial, words.received].map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <ChannelLine {...props} channel={channel} />
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}

function Trial({ lang, trial }: FirstStepsPageProps) {
  if (trial === null) {
    return (
      <form method="post" action={at('/bat-dau/thu', lang)}>
        <p class="hint">{say(words.trialHint, lang)}</p>
        <button type="submit">{say(words.trialAsk, lang)}</button>
      </form>
    )
  }
  return (
    <>
      <p>
        {say(words.trialType, lang)} <strong class="code">thử {trial.word}</strong>{' '}
        <span class="hint">
          {say(words.trialUntil, lang)} {shownMoment(trial.until)}.
        </span>
      </p>
      <p class="hint">{say(words.trialHint, lang)}</p>
      <p>
        <a href={at('/bat-dau', lang)}>{say(words.trialLook, lang)}</a>
      </p>
    </>
  )
}

type Channel = FirstStepsPageProps['channels'][number]

function ChannelLine({
  lang,
  channel: { name, received, arrived },
  trial,
  mailbox,
}: FirstStepsPageProps & { channel: Channel }) {
  const ways: Readonly<Record<string, (typeof trialWays)['web']>> = trialWays
  const state = trial === null || name === 'counter' ? '–' : say(words.trialNot, lang)
  return (
    <tr>
      <th scope="row">{nameOf(name, lang)}</th>
      <td>
        {say(ways[name] ?? trialWays.chat, lang)}
        {name === 'email' && mailbox !== null && <span class="code"> {mailbox}</span>}
      </td>
      <td>
        {arrived === null ? (
          state
        ) : (
          <span class="badge done">
            ✓ {say(words.trialCame, lang)} {shownDay(arrived)}
          </span>
        )}
      </td>
      <td class="number">{received}</td>
    </tr>
  )
}

function nameOf(channel: string, lang: Lang): string {
  const name = channelNames[channel === 'counter' ? 'paper' : channel]
  return name ? say(name, lang) : channel
}
