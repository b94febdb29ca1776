import { say } from '../lang.ts'
import { ReviewPage, type Shell } from '../review/shell.tsx'
import { assessmentWords as words } from '../words/assessment.ts'

/** `GET /bao-ve-du-lieu`: the data-protection assessment, to be printed and signed. */
export function AssessmentPage(props: Shell) {
  const { lang } = props
  return (
    <ReviewPage {...props} title={say(words.title, lang)} path="/bao-ve-du-lieu">
      <p>{say(words.intro, lang)}</p>
      {words.parts.map(({ heading, lines }) => (
        <section>
          <h2>{say(heading, lang)}</h2>
          <ul>
            {lines.map((line) => (
              <li>{say(line, lang)}</li>
            ))}
          </ul>
        </section>
      ))}
    </ReviewPage>
  )
}
