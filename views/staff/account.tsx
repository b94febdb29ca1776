import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { glassWords } from '../words/glass.ts'
import { relationPageWords } from '../words/relations.ts'
import { noticeSentence, roleWords, staffWords as words } from '../words/staff.ts'
import { Choice } from './field.tsx'
import { shownMoment } from './moment.ts'
import { staffNav } from './nav.ts'
import type { StaffPageProps } from './sign-in.tsx'
import { WaysIn, type WaysInProps } from './ways-in.tsx'

export type AccountPageProps = StaffPageProps & {
  actorName: string
  roles: readonly (keyof typeof roleWords)[]
  /** Organisations this person works for; the first is the present one. */
  organisations: readonly { id: string; name: string }[]
  notices: readonly { kind: string; about: Record<string, string>; at: Date; seen: boolean }[]
  /** Null in a short session, which changes nothing here. */
  waysIn: WaysInProps | null
}

/** One's own account: name, roles, organisation, notices, sign-out. */
export function AccountPage(props: AccountPageProps) {
  const { lang, door, actorName, roles, organisations } = props
  const title = say(words.account, lang)
  const called = roles.map((role) => say(roleWords[role], lang)).join(', ')
  return (
    <Page
      lang={lang}
      door={door}
      title={title}
      path="/tai-khoan"
      actorName={actorName}
      nav={staffNav(door, lang, '/tai-khoan', roles)}
      scripts={['passkey.js']}
    >
      <h1>{title}</h1>
      <dl class="facts">
        <dt>{say(words.name, lang)}</dt>
        <dd>{actorName}</dd>
        <dt>{say(words.workFor, lang)}</dt>
        <dd>{organisations[0]?.name}</dd>
        <dt>{say(words.roles, lang)}</dt>
        <dd>{called}</dd>
      </dl>
      {door === 'console' && (
        <p class="actions">
          <a href={at('/quan-he', lang)}>{say(relationPageWords.title, lang)}</a>
          <a href={at('/khan-cap', lang)}>{say(glassWords.title, lang)}</a>
        </p>
      )}
      {organisations.length > 1 && (
        <form method="post" action={at('/tai-khoan/to-chuc', lang)}>
          <Choice
            lang={lang}
            name="organisation"
            label={words.workFor}
            options={organisations.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <button type="submit" class="second">
            {say(words.change, lang)}
          </button>
        </form>
      )}
      <Notices lang={lang} notices={props.notices} />
      {props.waysIn && <WaysIn {...props.waysIn} lang={lang} />}
      <form method="post" action={at('/dang-xuat', lang)}>
        <button type="submit">{say(words.signOut, lang)}</button>
      </form>
    </Page>
  )
}

function Notices({ lang, notices }: { lang: Lang; notices: AccountPageProps['notices'] }) {
  return (
    <>
      <h2>{say(words.notices, lang)}</h2>
      {notices.length === 0 && <p class="meta">{say(words.noNotices, lang)}</p>}
      <ul>
        {notices.map(({ kind, about, at: when, seen }) => {
          const sentence = `${shownMoment(when)} – ${say(noticeSentence(kind, about), lang)}`
          return <li>{seen ? sentence : <strong>{sentence}</strong>}</li>
        })}
      </ul>
    </>
  )
}
