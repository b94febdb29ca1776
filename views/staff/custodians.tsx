import { consoleNav } from '../console-nav.ts'
import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { custodianWords as words } from '../words/custodians.ts'
import { KeyMaking, type OwnKeyShown } from './custodian-key.tsx'
import { shownMoment } from './moment.ts'

export type KeyRow = {
  id: string
  name: string
  fingerprint: string
  madeAt: Date
  standing: 'in' | 'waiting' | 'out'
  custodian: boolean
}

export type CustodiansProps = {
  lang: Lang
  actorName: string
  roles: readonly string[]
  /** Version of the signed list; null when its signature is not right. */
  version: number | null
  keys: readonly KeyRow[]
  own: OwnKeyShown | null
  noticeDays: number
  done: 'asked' | 'saved' | undefined
  trouble: Sentence | undefined
}

/** `GET /nguoi-giu-khoa`: who holds keys; a custodian's own key; what an administrator may ask for. */
export function CustodiansPage(props: CustodiansProps) {
  const { lang, roles, trouble, done } = props
  const title = say(words.title, lang)
  const isAdmin = roles.includes('admin')
  return (
    <Page
      lang={lang}
      door="console"
      title={title}
      path="/nguoi-giu-khoa"
      actorName={props.actorName}
      nav={consoleNav(lang, '/nguoi-giu-khoa', roles)}
    >
      <h1>{title}</h1>
      {trouble && (
        <p class="problems" role="alert">
          {say(trouble, lang)}
        </p>
      )}
      {done && (
        <p class="done" role="status">
          {say(words[done], lang)}
        </p>
      )}
      <p>{say(words.lead, lang)}</p>
      <List {...props} isAdmin={isAdmin} />
      {roles.includes('custodian') && (
        <KeyMaking lang={lang} name={props.actorName} own={props.own} />
      )}
      {isAdmin && <Settings lang={lang} days={props.noticeDays} />}
    </Page>
  )
}

function List({ lang, version, keys, isAdmin }: CustodiansProps & { isAdmin: boolean }) {
  const listed = keys.filter(({ standing }) => standing === 'in').length
  return (
    <section aria-labelledby="list">
      <h2 id="list">{say(words.list, lang)}</h2>
      {version === null && <p class="problems">{say(words.untrusted, lang)}</p>}
      {version !== null && version > 0 && (
        <p class="meta">
          {say(words.version, lang)} {version}
        </p>
      )}
      {version !== null && listed < 2 && <p class="notice">{say(words.tooFew, lang)}</p>}
      {listed === 2 && <p class="notice">{say(words.three, lang)}</p>}
      {keys.length === 0 ? <p>{say(words.none, lang)}</p> : <Keys {...{ lang, keys, isAdmin }} />}
      {keys.length > 0 && <p class="hint">{say(words.compare, lang)}</p>}
    </section>
  )
}

function Keys({
  lang,
  keys,
  isAdmin,
}: Pick<CustodiansProps, 'lang' | 'keys'> & { isAdmin: boolean }) {
  const heads = [words.name, words.print, words.made, words.standing]
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{say(head, lang)}</th>
            ))}
            {isAdmin && <th scope="col">{say(words.change, lang)}</th>}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr>
              <td data-label={say(words.name, lang)}>{key.name}</td>
              <td data-label={say(words.print, lang)} class="digest">
                {key.fingerprint}
              </td>
              <td data-label={say(words.made, lang)}>{shownMoment(key.madeAt)}</td>
              <td data-label={say(words.standing, lang)}>{say(standingOf(key), lang)}</td>
              {isAdmin && (
                <td>
                  <Change lang={lang} keyRow={key} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function standingOf({ standing, custodian }: KeyRow): Sentence {
  return standing === 'in' && !custodian ? words.gone : words[standing]
}

function Change({ lang, keyRow }: { lang: Lang; keyRow: KeyRow }) {
  if (keyRow.standing === 'out') return null
  const kind = keyRow.standing === 'in' ? 'remove' : 'add'
  return (
    <form method="post" action={at('/nguoi-giu-khoa/thay-doi', lang)}>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="key" value={keyRow.id} />
      <button type="submit" class="second" aria-label={`${say(words[kind], lang)}: ${keyRow.name}`}>
        {say(words[kind], lang)}
      </button>
    </form>
  )
}

function Settings({ lang, days }: { lang: Lang; days: number }) {
  return (
    <>
      <section aria-labelledby="notices">
        <h2 id="notices">{say(words.notices, lang)}</h2>
        <form method="post" action={at('/nguoi-giu-khoa/bao', lang)}>
          <div class="field">
            <label for="days">{say(words.noticeDays, lang)}</label>
            <input type="number" id="days" name="days" min={0} max={365} value={String(days)} />
          </div>
          <button type="submit" class="second">
            {say(words.save, lang)}
          </button>
        </form>
      </section>
      <section aria-labelledby="rotation">
        <h2 id="rotation">{say(words.rotation, lang)}</h2>
        <p class="hint">{say(words.rotationHint, lang)}</p>
        <form method="post" action={at('/nguoi-giu-khoa/thay-doi', lang)}>
          <input type="hidden" name="kind" value="rotate" />
          <button type="submit" class="second">
            {say(words.rotate, lang)}
          </button>
        </form>
      </section>
    </>
  )
}
