import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { type Returned, type Shell, untouched } from '../review/shell.tsx'
import { bundleStates, fileWords, volumeName, bundlePageWords as words } from '../words/freezing.ts'
import { officeWords } from '../words/meeting.ts'
import { Copies } from './copies.tsx'
import { Office, type ShownOffice } from './office.tsx'
import { BundleShell } from './shell.tsx'

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

/** All bundles this person may see. */
export function BundlesPage({ bundles, ...shell }: Shell & { bundles: readonly ShownBundle[] }) {
  const { lang } = shell
  const heads = [words.whom, words.cycle, words.version, words.cutOff, words.state, words.check]
  return (
    <BundleShell {...shell} title={say(words.list, lang)} path="/tap">
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
                  <td class="nowrap">{bundle.check}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </BundleShell>
  )
}

type Props = Shell & {
  bundle: ShownBundle
  /** What the office and the meeting did with it; null for who only reads. */
  office: ShownOffice | null
  returned?: Returned
}

/** One bundle: how far it is, its files, how anyone checks it, and what became of it. */
export function BundlePage({ bundle, office, returned = untouched, ...shell }: Props) {
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
    <BundleShell {...shell} title={say(words.title, lang)} path={path} returned={returned}>
      <dl class="facts">
        {rows
          .filter(([, value]) => value)
          .map(([head, value]) => (
            <>
              <dt>{say(head, lang)}</dt>
              <dd>{value}</dd>
            </>
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
      {office && shell.door === 'console' && bundle.files.includes('zip') && (
        <Copies id={bundle.id} lang={lang} returned={returned} />
      )}
      {office && <Office lang={lang} bundle={bundle} office={office} returned={returned} />}
      {office && (
        <p>
          <a href={at(`/ho-so/${bundle.record}`, lang)}>{say(words.record, lang)}</a>
        </p>
      )}
    </BundleShell>
  )
}

function Files({ bundle, lang }: { bundle: ShownBundle; lang: Lang }) {
  if (!bundle.files.includes('zip')) return null
  const ready = Object.entries(fileWords).flatMap(([kind, text]) => {
    const names = bundle.files.filter((name) => name === kind || name.startsWith(`${kind}-`))
    return names.sort(byVolume).map((name) => ({ name, text, several: names.length > 1 }))
  })
  return (
    <section>
      <p class="actions">
        <a class="button" href={at(`/tap/${bundle.id}/xem`, lang)}>
          {say(officeWords.read, lang)}
        </a>
        <a class="button second" href={at(`/tap/${bundle.id}/chieu`, lang)}>
          {say(officeWords.project, lang)}
        </a>
      </p>
      <h2>{say(words.download, lang)}</h2>
      <ul>
        {ready.map(({ name, text, several }) => (
          <li>
            <a href={`/tap/${bundle.id}.${name}`} download>
              {say(text, lang)}
              {several && `, ${say(volumeName(volumeOf(name)), lang)}`}
            </a>
          </li>
        ))}
      </ul>
      <p class="notice">{say(words.how, lang)}</p>
    </section>
  )
}

// `pdf`, `pdf-2`, `pdf-3`: the volumes of a long PDF.
function volumeOf(name: string): number {
  return Number(name.split('-')[1] ?? 1)
}

function byVolume(a: string, b: string): number {
  return volumeOf(a) - volumeOf(b)
}
