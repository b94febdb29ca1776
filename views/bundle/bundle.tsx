import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { at } from '../links.ts'
import { staffNav } from '../staff/nav.ts'
import { bundleStates, fileWords, bundlePageWords as words } from '../words/freezing.ts'

export type ShownBundle = {
  id: string
  record: string
  cycleName: string
  name: string
  version: number
  cutOff: string
  reason: string | null
  state: keyof typeof bundleStates
  files: readonly string[]
  check: string | null
}

type Shell = {
  lang: Lang
  door: 'console' | 'desk'
  actorName: string
  roles: readonly string[]
}

const navOf = ({ door, lang, roles }: Shell) => staffNav(door, lang, '/tap', roles)

/** All bundles this person may see. */
export function BundlesPage({ bundles, ...shell }: Shell & { bundles: readonly ShownBundle[] }) {
  const { lang } = shell
  const title = say(words.list, lang)
  const heads = [words.whom, words.cycle, words.version, words.cutOff, words.state, words.check]
  return (
    <Page {...shell} title={title} path="/tap" nav={navOf(shell)}>
      <h1>{title}</h1>
      {bundles.length === 0 ? (
        <p>{say(words.none, lang)}</p>
      ) : (
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
              {bundles.map((bundle) => (
                <tr>
                  <td>
                    <a href={at(`/tap/${bundle.id}`, lang)}>{bundle.name}</a>
                  </td>
                  <td>{bundle.cycleName}</td>
                  <td>{bundle.version}</td>
                  <td>{shownDay(bundle.cutOff)}</td>
                  <td>{say(bundleStates[bundle.state], lang)}</td>
                  <td>{bundle.check}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}

/** One bundle: how far it is, its files, and how anyone checks it. */
export function BundlePage({ bundle, ...shell }: Shell & { bundle: ShownBundle }) {
  const { lang } = shell
  const path = `/tap/${bundle.id}`
  const rows = [
    [words.whom, bundle.name],
    [words.cycle, bundle.cycleName],
    [words.version, String(bundle.version)],
    [words.cutOff, shownDay(bundle.cutOff)],
    [words.reason, bundle.reason],
    [words.state, say(bundleStates[bundle.state], lang)],
    [words.check, bundle.check],
  ] as const
  return (
    <Page {...shell} title={say(words.title, lang)} path={path} nav={navOf(shell)}>
      <h1>{say(words.title, lang)}</h1>
      <dl class="facts">
        {rows
          .filter(([, value]) => value)
          .map(([head, value]) => (
            <div>
              <dt>{say(head, lang)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Files bundle={bundle} lang={lang} />
      {bundle.state === 'rendering' && (
        <p>
          <a class="button" href={at(path, lang)}>
            {say(words.reload, lang)}
          </a>
        </p>
      )}
      <p>
        <a href={at(`/ho-so/${bundle.record}`, lang)}>{say(words.record, lang)}</a>
      </p>
    </Page>
  )
}

function Files({ bundle, lang }: { bundle: ShownBundle; lang: Lang }) {
  if (bundle.state !== 'frozen') return null
  return (
    <section>
      <h2>{say(words.download, lang)}</h2>
      <ul>
        {(['pdf', 'docx', 'zip'] as const)
          .filter((name) => bundle.files.includes(name))
          .map((name) => (
            <li>
              <a href={`/tap/${bundle.id}.${name}`} download>
                {say(fileWords[name], lang)}
              </a>
            </li>
          ))}
      </ul>
      <p class="notice">{say(words.how, lang)}</p>
    </section>
  )
}
