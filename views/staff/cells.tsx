import type { Lang } from '../lang.ts'
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
}

/** `GET /chi-uy`: the people of residence cells, and a link to hand each. */
export function CellsPage({ lang, actor, cells }: Props & { cells: readonly CellPerson[] }) {
  const title = say(words.cells, lang)
  const heads = [staffWords.person, staffWords.scope, words.cellLast, staffWords.act]
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
                <td>{lastLink(cell, lang)}</td>
                <td>
                  <form method="post" action={at('/chi-uy', lang)}>
                    <input type="hidden" name="person" value={cell.person} />
                    <button type="submit" class="second">
                      {say(words.cellMake, lang)}
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
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

function lastLink({ madeAt, usedAt }: CellPerson, lang: Lang): string {
  if (madeAt === null) return say(words.cellNever, lang)
  const state = say(usedAt === null ? words.cellOpen : words.cellUsed, lang)
  return `${shownMoment(madeAt)}, ${state}`
}
