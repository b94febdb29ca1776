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
  /** What came with the items, to be looked at one by one. */
  pictures: readonly { label: Sentence; open(): Promise<Uint8Array | null> }[]
}

/** The file somebody chose, read where it lies: it may be larger than this computer's memory. */
export type Chosen = { size: number; read(from: number, to: number): Promise<Uint8Array> }

/** Sets the page going: whenever the file or the fingerprint changes, it is checked anew. */
export function openPage(check: (zip: Chosen, key: string | undefined) => Promise<Checked>): void {
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
  check: (zip: Chosen, key: string | undefined) => Promise<Checked>,
): Promise<HTMLElement[]> {
  // Whatever goes wrong while reading is the file's or the stick's fault, not the bundle's.
  let unread = false
  const read = async (from: number, to: number) => {
    const buffer = await chosen
      .slice(from, to)
      .arrayBuffer()
      .catch(() => null)
    unread ||= buffer === null
    return buffer === null ? new Uint8Array() : new Uint8Array(buffer)
  }
  try {
    const checked = await check({ size: chosen.size, read }, wanted === '' ? undefined : wanted)
    return unread ? [result('fails', words.cannotOpen)] : elementsOf(checked, wanted !== '')
  } catch {
    return [result('fails', unread ? words.cannotOpen : words.broken)]
  }
}

function elementsOf(checked: Checked, compared: boolean): HTMLElement[] {
  const { ok, key, check, findings, paper, pictures } = checked
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
    ...(pictures.length > 0 ? [pictureList(pictures)] : []),
  ]
}

// One button each: two hundred megabytes of pictures at once would end the page of an old laptop.
function pictureList(pictures: Checked['pictures']): HTMLElement {
  const lines = pictures.map(({ label, open }) => {
    const button = element('button', { type: 'button' }, both(label))
    const line = element('li', {}, [button])
    button.addEventListener('click', async () => {
      const bytes = await open().catch(() => null)
      button.replaceWith(bytes ? picture(label, bytes) : result('fails', words.cannotOpen))
    })
    return line
  })
  const head = element('h2', {}, both(words.pictures))
  return element('section', { id: 'pictures' }, [head, element('ul', {}, lines)])
}

function picture(label: Sentence, bytes: Uint8Array): HTMLElement {
  const blob = new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
  const image = element('img', { src: URL.createObjectURL(blob), alt: label.vi }, [])
  return element('figure', {}, [image, element('figcaption', {}, both(label))])
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
  const apart = ['paper', 'pictures']
  byId('answer').replaceChildren(...elements.filter(({ id }) => !apart.includes(id)))
  for (const id of apart) {
    byId(id).replaceWith(elements.find((one) => one.id === id) ?? element('div', { id }, []))
  }
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
