import { WideTable } from '../counter/wide-table.tsx'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import {
  residenceItems,
  residenceStates,
  residenceSays as says,
  residenceWords as words,
} from '../words/residence.ts'
import type { RoundProps, ShownMember } from './residence-round.tsx'

/**
 * The table of an evening: a line a member, a box an item. Plain boxes that a form sends; with
 * `residence.js` each line is saved as it changes and 1, 2, 3 and the arrows do the rest.
 */
export function AnswerGrid(props: RoundProps) {
  const { lang, round, members, writes } = props
  const table = (
    <WideTable label={say(words.step2, lang)}>
      <table class="answers">
        <Heads {...props} />
        <tbody>
          {writes && <Group lang={lang} />}
          {members.map((member) => (
            <Answers {...props} member={member} />
          ))}
        </tbody>
      </table>
    </WideTable>
  )
  if (!writes) return table
  return (
    <form
      method="post"
      action={at(`/nhan-xet/${round.id}/tra-loi`, lang)}
      data-residence={`/api/v1/residence-rounds/${round.id}/answers`}
    >
      {/* Enter in a box saves; it never writes for a group. */}
      <button type="submit" name="act" value="save" class="visually-hidden" tabindex={-1}>
        {say(words.save, lang)}
      </button>
      <input type="hidden" name="version" value={String(props.version)} />
      <p class="hint">{say(words.gridHint, lang)}</p>
      <p class="hint">{say(words.groupHint, lang)}</p>
      {table}
      <p class="actions">
        <button type="submit" name="act" value="save">
          {say(words.save, lang)}
        </button>{' '}
        <span data-state="saved" role="status">
          {props.savedAt === null
            ? say(words.nothingSaved, lang)
            : say(says.saved(props.savedAt), lang)}
        </span>
        <span data-state="saving" hidden>
          {say(words.saving, lang)}
        </span>
        <strong data-state="failed" role="alert" hidden>
          {say(words.failed, lang)}
        </strong>
        <template data-saved>{say(says.saved('…'), lang)}</template>
      </p>
    </form>
  )
}

function Heads({ lang, writes }: RoundProps) {
  return (
    <thead>
      <tr>
        {writes && (
          <th>
            <span class="visually-hidden">{say(words.tick, lang)}</span>
          </th>
        )}
        <th>{say(words.member, lang)}</th>
        {residenceItems.map(({ title }, item) => (
          <th title={say(title, lang)}>
            {item + 1}. {say(title, lang)}
          </th>
        ))}
        <th>7. {say(words.note, lang)}</th>
        <th>{say(words.state, lang)}</th>
      </tr>
    </thead>
  )
}

function Group({ lang }: { lang: Lang }) {
  return (
    <tr class="chosen">
      <td></td>
      <th scope="row">
        {say(words.group, lang)}
        <br />
        <button type="submit" name="act" value="group" class="second">
          {say(words.groupButton, lang)}
        </button>
      </th>
      {residenceItems.map(({ title }, item) => (
        <td>
          <Choice
            {...{ lang, item, chosen: 0 }}
            name={`g-${item + 1}`}
            label={`${say(words.group, lang)}: ${say(title, lang)}`}
          />
        </td>
      ))}
      <td></td>
      <td></td>
    </tr>
  )
}

function Answers(props: RoundProps & { member: ShownMember }) {
  const { lang, round, member, gatherings, writes, typed, ticked } = props
  const fixed = !writes || member.state === 'confirmed'
  const { answers, note } = typed.get(member.id) ?? member
  return (
    <tr data-member={fixed ? undefined : member.id}>
      {writes && (
        <td>
          {!fixed && (
            <input
              type="checkbox"
              name="tick"
              value={member.id}
              checked={ticked.has(member.id)}
              aria-label={`${say(words.tick, lang)}: ${member.shown}`}
            />
          )}
        </td>
      )}
      <th scope="row">
        <a href={at(`/nhan-xet/${round.id}/${member.id}`, lang)}>{member.shown}</a>
        <span class="meta">{member.workplace || say(words.noWorkplace, lang)}</span>
      </th>
      {residenceItems.map(({ title, answers: said }, item) => (
        <td>
          {fixed ? (
            <span>{said[(answers[item] ?? 0) - 1]?.[lang] ?? '—'}</span>
          ) : (
            <Choice
              {...{ lang, item, chosen: answers[item] ?? 0 }}
              name={`a-${member.id}-${item + 1}`}
              label={`${member.shown}: ${say(title, lang)}`}
            />
          )}
          {item === 2 && gatherings.length > 0 && (
            <span class="meta">{say(says.attended(member.came, gatherings.length), lang)}</span>
          )}
        </td>
      ))}
      <td>
        {fixed ? (
          note
        ) : (
          <input
            type="text"
            name={`n-${member.id}`}
            value={note}
            maxlength={1000}
            autocomplete="off"
            aria-label={`${member.shown}: ${say(words.note, lang)}`}
          />
        )}
      </td>
      <td>{say(residenceStates[member.state], lang)}</td>
    </tr>
  )
}

function Choice(props: { lang: Lang; item: number; name: string; label: string; chosen: number }) {
  const { lang, item, name, label, chosen } = props
  return (
    <select name={name} aria-label={label}>
      <option value="0">{say(words.choose, lang)}</option>
      {residenceItems[item]?.answers.map((one, at) => (
        <option value={String(at + 1)} selected={chosen === at + 1}>
          {at + 1}. {say(one, lang)}
        </option>
      ))}
    </select>
  )
}
