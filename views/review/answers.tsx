import { say } from '../lang.ts'
import { at } from '../links.ts'
import { lookWords, answerPageWords as words } from '../words/hearings.ts'
import { explanationWords } from '../words/review-pages.ts'
import { optionsOf } from './fields.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type Answer = {
  id: string
  subject: string
  kind: keyof typeof explanationWords
  summary: string
  text: string
  printed: string | null
  objection: string | null
  edited: boolean
  decided: boolean
  asked: boolean
  toRead: boolean
  toLook: boolean
}

type Props = Shell & {
  answers: readonly Answer[]
  /** Whether this person reads and looks; others see what waits. */
  acts: boolean
  returned: Returned
}

/** `/tra-loi`: what waits of officials' answers. */
export function AnswersPage(props: Props) {
  const { lang, answers } = props
  const toRead = answers.filter((one) => one.toRead)
  const toLook = answers.filter((one) => one.toLook)
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/tra-loi">
      <p>{say(words.intro, lang)}</p>
      {answers.length === 0 && <p class="notice">{say(words.none, lang)}</p>}
      {toRead.length > 0 && <h2>{say(words.toRead, lang)}</h2>}
      {toRead.map((answer) => (
        <article class="card">
          <Said {...props} answer={answer} />
          {props.acts && !answer.edited && <Read {...props} answer={answer} />}
        </article>
      ))}
      {toLook.length > 0 && <h2>{say(words.toLook, lang)}</h2>}
      {toLook.map((answer) => (
        <article class="card">
          <Said {...props} answer={answer} />
          <Look {...props} answer={answer} />
        </article>
      ))}
    </ReviewPage>
  )
}

type Each = Props & { answer: Answer }

function Said({ lang, answer }: Each) {
  return (
    <>
      <h3>{answer.subject}</h3>
      <p class="meta">{say(words.item, lang)}</p>
      <blockquote lang="vi">{answer.summary}</blockquote>
      <p class="meta">
        {say(words.answer, lang)}: <strong>{say(explanationWords[answer.kind], lang)}</strong>
      </p>
      <p class="letter" lang="vi">
        {answer.text}
      </p>
      {answer.printed !== null && (
        <>
          <p class="meta">{say(words.printed, lang)}</p>
          <p class="letter" lang="vi">
            {answer.printed}
          </p>
        </>
      )}
      {answer.objection !== null && (
        <p class="warn">
          {say(words.objection, lang)}: {answer.objection}
        </p>
      )}
    </>
  )
}

// Several forms on the page: what was refused is told above, fields start anew with their own ids.
function Read({ lang, answer, returned }: Each) {
  return (
    <form method="post" action={at(`/tra-loi/${answer.id}/in`, lang)}>
      <div class="field">
        <label for={`fold-${answer.id}`}>{say(words.fold, lang)}</label>
        <p class="hint" id={`fold-${answer.id}-hint`}>
          {say(words.foldHint, lang)}
        </p>
        <textarea
          id={`fold-${answer.id}`}
          name="fold"
          rows={3}
          aria-describedby={`fold-${answer.id}-hint`}
        >
          {returned.typed.fold ?? ''}
        </textarea>
      </div>
      <button type="submit">{say(words.ready, lang)}</button>
    </form>
  )
}

function Look({ lang, answer, acts }: Each) {
  if (answer.asked) return <p class="notice">{say(words.asked, lang)}</p>
  if (answer.decided) return <p class="notice">{say(words.yours, lang)}</p>
  if (!acts) return null
  const [outcome, reason] = [`outcome-${answer.id}`, `reason-${answer.id}`]
  return (
    <form method="post" action={at(`/tra-loi/${answer.id}/xem-lai`, lang)}>
      <div class="field">
        <label for={outcome}>{say(words.outcome, lang)}</label>
        <select id={outcome} name="outcome" required>
          <option value="">{say(words.choose, lang)}</option>
          {optionsOf(lookWords, lang).map(({ value, text }) => (
            <option value={value}>{text}</option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={reason}>{say(words.reason, lang)}</label>
        <textarea id={reason} name="reason" rows={3} maxlength={2000} required></textarea>
      </div>
      <button type="submit">{say(words.propose, lang)}</button>
    </form>
  )
}
