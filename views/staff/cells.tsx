import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { Qr } from '../qr.tsx'
import { staffWords } from '../words/staff.ts'
import { waysInWords as words } from '../words/ways-in.ts'
import { shownMoment } from './moment.ts'
import { staffNav } from './nav.ts'

type Props = { lang: Lang; actor: { name: string; roles: readonly string[] } }

export type CellPerson = {
  person: string
  name: string
  area: string
  madeAt: Date | null
  usedAt: Date | null
  /** Where links are mailed; null for nowhere. */
  mail: string | null
  /** What became of the latest link's mail; null when it was not mailed. */
  mailed: 'sent' | 'unsure' | 'retry' | 'refused' | null
}

/** `GET /chi-uy`: the people of residence cells, and a link to hand each. */
export function CellsPage(
  props: Props & {
    cells: readonly CellPerson[]
    /** Whose address was not taken. */
    wrongFor?: string | undefined
    sent?: boolean
  },
) {
  const { lang, actor, cells, wrongFor } = props
  const isAdmin = actor.roles.includes('admin')
  const title = say(words.cells, lang)
  const heads = [
    ...[staffWords.person, staffWords.scope, words.cellMail, words.cellLast, staffWords.act],
  ]
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/chi-uy"
      actorName={actor.name}
      nav={staffNav('console', lang, '/chi-uy', actor.roles)}
    >
      <h1>{title}</h1>
      <p class="lead">{say(words.cellsLead, lang)}</p>
      {props.sent && (
        <p class="done" role="status">
          {say(words.cellSent, lang)}
        </p>
      )}
      {cells.length === 0 && <p class="meta">{say(words.noCells, lang)}</p>}
      <div class="table">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{say(head, lang)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr>
                <th scope="row">{cell.name}</th>
                <td>{cell.area}</td>
                <td>
                  {isAdmin ? (
                    <Address lang={lang} cell={cell} wrong={wrongFor === cell.person} />
                  ) : (
                    cell.mail
                  )}
                </td>
                <td>{lastLink(cell, lang)}</td>
                <td>
                  <div class="actions">
                    <Act lang={lang} to="/chi-uy" cell={cell} text={words.cellMake} />
                    {cell.mail !== null && (
                      <Act lang={lang} to="/chi-uy/gui" cell={cell} text={words.cellSend} />
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  )
}

function Address({ lang, cell, wrong }: { lang: Lang; cell: CellPerson; wrong: boolean }) {
  const id = `mail-${cell.person}`
  return (
    <form method="post" action={at('/chi-uy/dia-chi', lang)} class="actions">
      <input type="hidden" name="person" value={cell.person} />
      <label for={id} class="visually-hidden">
        {say(words.cellMail, lang)}: {cell.name}
      </label>
      <input
        id={id}
        name="mail"
        value={cell.mail ?? ''}
        inputmode="email"
        autocomplete="off"
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
      />
      <button type="submit" class="second">
        {say(words.cellMailKeep, lang)}
      </button>
      {wrong && (
        <span class="error" id={`${id}-error`}>
          {say(words.cellMailWrong, lang)}
        </span>
      )}
    </form>
  )
}

type ActProps = { lang: Lang; to: string; cell: CellPerson; text: Sentence }
function Act({ lang, to, cell, text }: ActProps) {
  return (
    <form method="post" action={at(to, lang)}>
      <input type="hidden" name="person" value={cell.person} />
      <button type="submit" class="second">
        {say(text, lang)}
      </button>
    </form>
  )
}

/** The link just made: a sheet to print and hand over. */
export function CellLinkPage(props: Props & { link: string; name: string }) {
  const { lang, actor, link, name } = props
  const title = say(words.cellMade, lang)
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/chi-uy"
      actorName={actor.name}
      nav={staffNav('console', lang, '/chi-uy', actor.roles)}
    >
      <h1>
        {title} – {name}
      </h1>
      <p class="warn">{say(words.cellMadeLead, lang)}</p>
      <Qr text={link} label={say(words.qr, lang)} />
      <p class="digest">{link}</p>
      <p>
        <a href={at('/chi-uy', lang)}>{say(staffWords.back, lang)}</a>
      </p>
    </Page>
  )
}

function lastLink({ madeAt, usedAt, mailed }: CellPerson, lang: Lang): string {
  if (madeAt === null) return say(words.cellNever, lang)
  const state = say(usedAt === null ? words.cellOpen : words.cellUsed, lang)
  if (mailed === null) return `${shownMoment(madeAt)}, ${state}`
  return `${shownMoment(madeAt)}, ${say(ofMail[mailed], lang)}, ${state}`
}

const ofMail = {
  sent: words.cellMailed,
  unsure: words.cellMailUnsure,
  retry: words.cellMailLost,
  refused: words.cellMailLost,
}
