import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { officialWords, recordWords as words } from '../words/review-pages.ts'
import { factsLine, type ItemFacts } from './evidence.tsx'
import { Pick } from './fields.tsx'
import type { Returned } from './shell.tsx'

export type ShownAttachable = ItemFacts & { feedback: string; summary: string }

type Props = {
  lang: Lang
  record: { id: string; attachable: readonly ShownAttachable[] }
  criteria: readonly { id: string; code: string; name: string }[]
  returned: Returned
}

/** The accepted feedback that could be put on this record, with boxes to tick. */
export function Attach({ lang, record, criteria, returned }: Props) {
  const ticked = (returned.typed.feedback ?? '').split(',')
  return (
    <section>
      <h2>{say(words.attach, lang)}</h2>
      {record.attachable.length === 0 ? (
        <p class="meta">{say(words.nothingToAttach, lang)}</p>
      ) : (
        <form method="post" action={at(`/ho-so/${record.id}/y-kien`, lang)} novalidate>
          <fieldset id="field-feedback">
            <legend class="hint">{say(words.attachHint, lang)}</legend>
            <div class="scroll">
              {record.attachable.map((item) => (
                <label class="option">
                  <input
                    type="checkbox"
                    name="feedback"
                    value={item.feedback}
                    checked={ticked.includes(item.feedback)}
                  />
                  <span>
                    <span class="meta">{factsLine(item, lang)}</span>
                    <br />
                    {item.summary}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <Pick
            lang={lang}
            returned={returned}
            name="criterion"
            label={words.criterion}
            options={criteria.map(({ id, code, name }) => ({
              value: id,
              text: `${code}. ${name}`,
            }))}
            none={officialWords.unset}
          />
          <button type="submit">{say(words.attachButton, lang)}</button>
        </form>
      )}
    </section>
  )
}
