import { drawn, forget, has, onSubmit, part, say, send, typed } from './page.ts'

/** A key just made; the secret stays in this page. */
export type Made = { secret: Uint8Array; publicKey: string; fingerprint: string; groups: string[] }

/** What making a key needs; nothing of it talks to a server. */
export type KeyTools = {
  make(): Promise<Made>
  /** The key of typed groups; null when they cannot be right. */
  read(groups: string): Promise<Made | null>
  wrap(passphrase: string, made: Made): Promise<unknown>
  /** Whether a group typed back is the one printed. */
  sameGroup(typed: string, printed: string): boolean
}

const leastPassphrase = 12

/** `/nguoi-giu-khoa`: makes a key, prints its sheet, has it typed back; resets a passphrase. */
export function openKeysPage(tools: KeyTools): void {
  if (has('make')) onSubmit('make', () => make(tools))
  if (has('reset')) onSubmit('reset', () => reset(tools))
}

async function make(tools: KeyTools): Promise<void> {
  const passphrase = chosen('make', 'make-passphrase', 'make-again')
  if (passphrase === null) return
  say('make', 'working')
  await drawn()
  const made = await tools.make()
  const wrapped = await tools.wrap(passphrase, made)
  forget('make-passphrase', 'make-again')
  say('make', '')
  part('make').hidden = true
  showSheet(made)
  askBack(made, tools, async () => {
    const status = await send('/nguoi-giu-khoa/khoa', { publicKey: made.publicKey, wrapped })
    if (status === 201) {
      part('groups').textContent = ''
      part('sheet').hidden = true
      made.secret.fill(0)
    }
    return status === 201 ? 'made' : 'failed'
  })
}

function showSheet(made: Made): void {
  part('fingerprint').textContent = made.fingerprint
  part('groups').replaceChildren(
    ...made.groups.map((group) => {
      const item = document.createElement('li')
      item.textContent = group
      return item
    }),
  )
  part('sheet').hidden = false
  part('sheet')
    .querySelector('button')
    ?.addEventListener('click', () => window.print())
}

// Two groups by chance, so that a sheet nobody printed or read is noticed.
function askBack(made: Made, tools: KeyTools, finish: () => Promise<string>): void {
  const first = chance(made.groups.length)
  const second = (first + 1 + chance(made.groups.length - 1)) % made.groups.length
  const places = [first, second]
  for (const [turn, place] of places.entries()) {
    part(`place-${turn + 1}`).textContent = String(place + 1)
  }
  part('confirm').hidden = false
  onSubmit('confirm', async () => {
    const right = places.every((place, turn) =>
      tools.sameGroup(typed(`confirm-${turn + 1}`), made.groups[place] ?? ''),
    )
    if (!right) return say('confirm', 'wrongGroups')
    const outcome = await finish()
    const button = part('confirm').querySelector('button')
    if (button && outcome === 'made') button.hidden = true
    say('confirm', outcome)
  })
}

async function reset(tools: KeyTools): Promise<void> {
  const passphrase = chosen('reset', 'reset-passphrase', 'reset-again')
  if (passphrase === null) return
  const made = await tools.read(typed('reset-groups'))
  if (!made) return say('reset', 'wrongGroups')
  const { key, publicKey } = part('reset').dataset
  if (made.publicKey !== publicKey) return say('reset', 'otherKey')
  say('reset', 'working')
  await drawn()
  const wrapped = await tools.wrap(passphrase, made)
  made.secret.fill(0)
  const status = await send(`/nguoi-giu-khoa/khoa/${key}`, { wrapped })
  if (status === 204) forget('reset-passphrase', 'reset-again', 'reset-groups')
  say('reset', status === 204 ? 'reset' : 'failed')
}

function chosen(within: string, first: string, second: string): string | null {
  const passphrase = typed(first)
  if ([...passphrase].length < leastPassphrase) {
    say(within, 'short')
    return null
  }
  if (passphrase.normalize('NFKC') !== typed(second).normalize('NFKC')) {
    say(within, 'differ')
    return null
  }
  return passphrase
}

function chance(below: number): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below
}
