import { drawn, forget, onSubmit, part, say, send, typed } from './page.ts'

/** One side of the meeting of two browsers; texts are base64url. */
export type OpeningSide = {
  hello: string
  /** Seals the own half for who said this hello. */
  give(hello: string): Promise<string>
  /** Opens the other's half and, with it, what the letter has sealed; null for a half of before. */
  open(half: string): Promise<Uint8Array | null>
}

export type OpeningTools = { begin(passphrase: string, sitting: unknown): Promise<OpeningSide> }

type Message = { kind: 'hello' | 'half'; bytes: string }

const pauseMs = 1_500
/** How long the page waits for the other custodian, in rounds of `pauseMs`: half an hour. */
const rounds = 1_200

/** `/mo-danh-tinh/:id`: both type their passphrase, halves change hands, both see. */
export function openOpeningPage(tools: OpeningTools): void {
  const form = part('open')
  const path = form.dataset.path ?? ''
  onSubmit('open', async () => {
    say('open', 'working')
    await drawn()
    const sitting = await fetch(`${path}/phan`).then(jsonOf, () => null)
    if (sitting === null) return say('open', 'failed')
    try {
      const side = await tools.begin(typed('passphrase'), sitting)
      forget('passphrase')
      await meet(path, side)
    } catch (thrown) {
      const mistyped = thrown instanceof Error && 'code' in thrown && thrown.code === 'invalid'
      say('open', mistyped ? 'passphrase' : 'broken')
    }
  })
}

// Each round: listen, answer a new hello with the own half, and open what was meant for us. A page
// opened anew says another hello and gets another half, so a reload on either side does no harm.
async function meet(path: string, side: OpeningSide): Promise<void> {
  if ((await send(`${path}/tin`, { kind: 'hello', bytes: side.hello })) !== 204) {
    return say('open', 'failed')
  }
  say('open', 'waiting')
  let [answered, taken] = ['', '']
  for (let round = 0; round < rounds; round += 1) {
    const heard = await fetch(`${path}/tin`).then(jsonOf, () => null)
    for (const { kind, bytes } of messagesIn(heard)) {
      if (kind === 'hello' && bytes !== answered) {
        const given = await side.give(bytes)
        if ((await send(`${path}/tin`, { kind: 'half', bytes: given })) === 204) answered = bytes
      }
      if (kind === 'half' && bytes !== taken && part('shown').hidden) {
        taken = bytes
        const opened = await side.open(bytes)
        if (opened) show(opened)
      }
    }
    await new Promise((done) => setTimeout(done, pauseMs))
  }
  if (part('shown').hidden) say('open', 'alone')
}

function show(bytes: Uint8Array): void {
  say('open', '')
  const text = new TextDecoder().decode(bytes)
  const box = part('shown')
  const words = part('words')
  if (part('open').dataset.field === 'identity') {
    const given = JSON.parse(text) as Record<string, string>
    for (const name of ['name', 'phone', 'address']) {
      part(`shown-${name}`).textContent = given[name] ?? '–'
    }
    words.hidden = true
  } else {
    part('identity').hidden = true
    words.textContent = text.slice(0, 200_000)
  }
  box.hidden = false
  box.focus()
}

async function jsonOf(answer: Response): Promise<unknown> {
  return answer.ok ? answer.json() : null
}

function messagesIn(heard: unknown): Message[] {
  if (typeof heard !== 'object' || heard === null || !('messages' in heard)) return []
  return heard.messages as Message[]
}
