/** Element `[data-part=name]` of the page; pages and scripts of ours belong together. */
export function part(name: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-part="${name}"]`)
  if (!found) throw new Error(`no part ${name}`)
  return found
}

/** Whether the page has such a part: it shows only what this person may do. */
export function has(name: string): boolean {
  return document.querySelector(`[data-part="${name}"]`) !== null
}

/** What is typed in the field of that id. */
export function typed(id: string): string {
  const field = document.getElementById(id)
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? field.value
    : ''
}

/** Empties fields that held a secret. */
export function forget(...ids: string[]): void {
  for (const id of ids) {
    const field = document.getElementById(id)
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = ''
  }
}

/** Shows one of the sentences `[data-say]` inside a part and hides the others; '' hides all. */
export function say(within: string, name: string): void {
  for (const sentence of part(within).querySelectorAll<HTMLElement>('[data-say]')) {
    sentence.hidden = sentence.dataset.say !== name
  }
}

/** Runs `work` when the form is sent, its button pressed once at a time. */
export function onSubmit(name: string, work: () => Promise<void>): void {
  const form = part(name)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    if (!button || button.disabled) return
    button.disabled = true
    await work().finally(() => {
      button.disabled = false
    })
  })
}

/** Sends JSON to our own server; answers the status, 0 when nothing came back. */
export async function send(path: string, body: unknown): Promise<number> {
  const given = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const answer = await fetch(path, { ...given, body: JSON.stringify(body) }).catch(() => null)
  return answer?.status ?? 0
}

/** Lets the browser draw what was just said before the long work begins. */
export function drawn(): Promise<void> {
  return new Promise((done) => setTimeout(done, 30))
}
