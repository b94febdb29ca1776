import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { Line } from '../review/fields.tsx'
import type { Returned } from '../review/shell.tsx'
import { copyWords as words } from '../words/freezing.ts'

/** Asking for numbered copies and their list; the answer is a file to save. */
export function Copies({ id, lang, returned }: { id: string; lang: Lang; returned: Returned }) {
  const field = { lang, returned, type: 'number' } as const
  return (
    <section class="card no-print">
      <h2>{say(words.title, lang)}</h2>
      <p class="hint">{say(words.hint, lang)}</p>
      <form method="post" action={at(`/tap/${id}/ban-so`, lang)} novalidate>
        <div class="inline">
          <Line {...field} name="copies" label={words.of} />
          <Line {...field} name="first" label={words.from} value="1" />
          <Line {...field} name="last" label={words.to} />
        </div>
        <button type="submit">{say(words.print, lang)}</button>
      </form>
    </section>
  )
}
