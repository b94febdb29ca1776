import type { Sentence } from '../../lang.ts'
import type { Paper } from '../../papers/paper.ts'
import { verifyCommandWords } from '../../words/verify.ts'
import { verifyPageWords as words } from '../../words/verify-page.ts'
import { element, paperElements } from './paper.ts'

/** What checking a file found. `paper` is what to read, only when all holds. */
export type Checked = {
  ok: boolean
  key: string | null
  check: string | null
  findings: readonly { holds: boolean; what: Sentence; path?: string }[]
  paper: Paper | null
}

/** Sets the page going: whenever the file or the fingerprint changes, it is checked anew. */
export function openPage(
  check: (zip: Uint8Array, key: string | undefined) => Promise<Checked>,
): void {
  const [file, key] = [input('file'), input('key')]
  let asked = 0
  const run = async () => {
    const turn = ++asked
    const chosen = file.files?.[0]
    if (!chosen) return
    const wanted = key.value.trim()
    if (wanted !== '' && !/^[0-9a-f]{16}$/i.test(wanted.replace(/[\s:-]/g, ''))) {
      return show(result('unsure', verifyCommandWords.wrongKey))
    }
    show(element('p', {}, both(words.working)))
    const answer = await answerFor(chosen, wanted, check)
    // A later choice has its own answer.
    if (turn === asked) show(...answer)
  }
  file.addEventListener('change', run)
  key.addEventListener('change', run)
  byId('asleep').remove()
}

async function answerFor(
  chosen: File,
  wanted: string,
  check: (zip: Uint8Array, key: string | undefined) => Promise<Checked>,
): Promise<HTMLElement[]> {
  const buffer = await chosen.arrayBuffer().catch(() => null)
  if (!buffer) return [result('fails', words.cannotOpen)]
  try {
    const checked = await check(new Uint8Array(buffer), wanted === '' ? undefined : wanted)
    return elementsOf(checked, wanted !== '')
  } catch {
    return [result('fails', words.broken)]
  }
}

function elementsOf(checked: Checked, compared: boolean): HTMLElement[] {
  const { ok, key, check, findings, paper } = checked
  const good = compared ? 'holds' : 'unsure'
  const list = (some: typeof findings) => element('ul', {}, some.map(line))
  const bad = findings.filter(({ holds }) => !holds)
  return [
    result(ok ? good : 'fails', ok ? words[good] : words.fails),
    ...(ok ? [] : [list(bad), element('p', {}, both(words.next))]),
    ...(check === null ? [] : [fact(words.check, check)]),
    ...(key === null ? [] : [fact(words.signedBy, key)]),
    element('h2', {}, both(words.checked)),
    list(findings.filter(({ holds }) => holds)),
    ...(paper ? [element('h2', {}, both(words.read))] : []),
    ...(paper ? [element('article', { id: 'paper' }, paperElements(paper))] : []),
  ]
}

function result(kind: 'holds' | 'unsure' | 'fails', sentence: Sentence): HTMLElement {
  const sign = { holds: '✓ ', unsure: '? ', fails: '✗ ' }[kind]
  return element('p', { class: `result ${kind}` }, [sign, ...both(sentence)])
}

function line({ holds, what, path }: Checked['findings'][number]): HTMLElement {
  const name = path === undefined ? [] : [element('code', {}, [path]), ': ']
  return element('li', holds ? {} : { class: 'bad' }, [...name, ...both(what)])
}

function fact(label: Sentence, value: string): HTMLElement {
  return element('p', {}, [...both(label), element('code', {}, [value])])
}

function both({ vi, en }: Sentence): (string | Node)[] {
  return [vi, element('span', { class: 'en', lang: 'en' }, [en])]
}

function show(...elements: HTMLElement[]): void {
  const [paper, others] = [[] as HTMLElement[], [] as HTMLElement[]]
  for (const one of elements) (one.id === 'paper' ? paper : others).push(one)
  byId('answer').replaceChildren(...others)
  const place = byId('paper')
  place.replaceWith(paper[0] ?? element('div', { id: 'paper' }, []))
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no ${id}`)
  return found
}

function input(id: string): HTMLInputElement {
  const found = byId(id)
  if (!(found instanceof HTMLInputElement)) throw new Error(`${id} is no field`)
  return found
}
