import { say } from '../lang.ts'
import { at } from '../links.ts'
import { selfReviewWords as words } from '../words/frame.ts'
import { recordWords } from '../words/review-pages.ts'
import { Paragraphs } from './fields.tsx'
import type { ShownSubject } from './records.tsx'
import { type Returned, ReviewPage, type Shell } from './shell.tsx'

type Shown = { cycle: string; passages: readonly { text: string; same: boolean }[] }

type Props = Shell & {
  record: string
  subject: ShownSubject
  now: Shown | null
  before: Shown | null
  changes: boolean
  returned: Returned
}

/** `/ho-so/:id/tu-kiem-diem`: this year's self-review beside the last, identical passages marked. */
export function SelfReviewPage(props: Props) {
  const { lang, record, subject, now, before, returned } = props
  const path = `/ho-so/${record}/tu-kiem-diem`
  const compared = now !== null && before !== null
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path={path} returned={returned}>
      <p>
        <a href={at(`/ho-so/${record}`, lang)}>{say(recordWords.back, lang)}</a> · {subject.name}
      </p>
      <p>{say(words.lead, lang)}</p>
      {compared && !now.passages.some(({ same }) => same) && (
        <p class="done">{say(words.nothingSame, lang)}</p>
      )}
      <div class="split">
        <Text lang={lang} head={words.now} shown={now} none={words.missingNow} />
        <Text lang={lang} head={words.before} shown={before} none={words.missingBefore} />
      </div>
      {props.changes && (
        <form
          method="post"
          action={at(path, lang)}
          class="card"
          enctype="multipart/form-data"
          novalidate
        >
          <h2>{say(words.enter, lang)}</h2>
          <Paragraphs
            {...{ lang, returned, name: 'text', label: words.text, hint: words.hint }}
            most={60_000}
          />
          <button type="submit">{say(words.save, lang)}</button>
        </form>
      )}
    </ReviewPage>
  )
}

function Text(props: {
  lang: Shell['lang']
  head: { vi: string; en: string }
  none: { vi: string; en: string }
  shown: Shown | null
}) {
  const { lang, shown } = props
  return (
    <section>
      <h2>
        {say(props.head, lang)}
        {shown && `: ${shown.cycle}`}
      </h2>
      {shown === null ? (
        <p class="meta">{say(props.none, lang)}</p>
      ) : (
        <p class="letter" lang="vi">
          {shown.passages.map(({ text, same }) => (same ? <mark>{text}</mark> : text))}
        </p>
      )}
    </section>
  )
}
