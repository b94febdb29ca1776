import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { describedBy, Field } from '../letterbox/parts.tsx'
import { Line, type Option, Pick } from '../review/fields.tsx'
import type { Returned } from '../review/shell.tsx'
import { entryWords as words } from '../words/entry.ts'
import { formWords } from '../words/form.ts'

type Props = {
  lang: Lang
  returned: Returned
  subjects: readonly Option[]
  /** 0, 1, 2 …: part of every field's name. */
  place: number
  /** One of the many items of minutes: smaller, with a use of its own. */
  several: boolean
}

/** One item: what was said, about whom, when and where. */
export function EntryItem({ place, several, ...props }: Props) {
  const { lang, returned, subjects } = props
  const field = { lang, returned }
  const named = (name: string) => `${name}.${place}`
  const kinds = (['comment', 'praise', 'report'] as const).map((kind) => ({
    value: kind,
    text: say(formWords.titles[kind], lang),
  }))
  const places = (['residence', 'workplace', 'other'] as const).map((one) => ({
    value: one,
    text: say(formWords.places[one], lang),
  }))
  return (
    <section
      class={several ? 'card compact' : undefined}
      aria-label={several ? `${say(words.item, lang)} ${place + 1}` : undefined}
    >
      {several && (
        <h3>
          {say(words.item, lang)} {place + 1}
        </h3>
      )}
      <div class="inline">
        <Pick {...field} name={named('kind')} label={words.kind} options={kinds} />
        <Pick
          {...field}
          name={named('about')}
          label={words.about}
          options={subjects}
          none={words.unset}
        />
        <Line {...field} name={named('aboutText')} label={words.aboutText} />
      </div>
      <Text {...field} name={named('text')} rows={several ? 2 : 8} />
      <div class="inline">
        <Line {...field} name={named('observedOn')} label={words.observedOn} />
        <Pick
          {...field}
          name={named('place')}
          label={words.place}
          options={places}
          none={words.unset}
        />
        {several && <OwnUse {...field} name={named('use')} />}
      </div>
    </section>
  )
}

type TextProps = { lang: Lang; returned: Returned; name: string; rows: number }

function Text({ lang, returned, name, rows }: TextProps) {
  return (
    <Field name={name} label={words.text} errors={returned.errors} lang={lang}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        maxlength={10000}
        aria-describedby={describedBy(name, returned.errors, false)}
        aria-invalid={returned.errors[name] ? 'true' : undefined}
      >
        {returned.typed[name] ?? ''}
      </textarea>
    </Field>
  )
}

function OwnUse({ lang, returned, name }: Omit<TextProps, 'rows'>) {
  const uses = (['record', 'front-only'] as const).map((use) => ({
    value: use,
    text: say(formWords.uses[use].name, lang),
  }))
  return (
    <Pick
      lang={lang}
      returned={returned}
      name={name}
      label={words.use}
      options={uses}
      none={words.useAbove}
    />
  )
}
