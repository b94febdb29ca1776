// The table of residence comments: 1, 2, 3 and the arrows in its boxes, and every line that changed is
// sent within half a second; what could not be sent waits and goes again.

for (const form of document.querySelectorAll('form[data-residence]')) {
  if (form instanceof HTMLFormElement) begin(form)
}

/** @param {HTMLFormElement} form */
function begin(form) {
  const address = form.dataset.residence ?? ''
  /** @type {Set<string>} */
  const changed = new Set()
  let sending = false
  let timer = 0

  async function send() {
    if (sending || changed.size === 0) return
    sending = true
    const going = [...changed]
    changed.clear()
    show(form, 'saving')
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ members: going.map((official) => lineOf(form, official)) }),
      })
      if (!answer.ok) throw new Error(String(answer.status))
      const { version } = await answer.json()
      const seen = form.querySelector('input[name=version]')
      if (seen instanceof HTMLInputElement) seen.value = String(version)
      show(form, 'saved')
    } catch {
      for (const official of going) changed.add(official)
      show(form, 'failed')
    } finally {
      sending = false
      if (changed.size > 0) later(5000)
    }
  }

  /** @param {number} wait */
  function later(wait) {
    clearTimeout(timer)
    timer = window.setTimeout(send, wait)
  }

  form.addEventListener('input', ({ target }) => {
    const line = target instanceof Element ? target.closest('tr[data-member]') : null
    if (!(line instanceof HTMLElement) || !target || isTick(target)) return
    changed.add(line.dataset.member ?? '')
    later(400)
  })
  form.addEventListener('keydown', (event) => press(form, event))
  form.addEventListener('submit', () => changed.clear())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void send()
  })
  window.addEventListener('beforeunload', (event) => {
    if (changed.size > 0) event.preventDefault()
  })
}

/** @param {EventTarget} target */
function isTick(target) {
  return target instanceof HTMLInputElement && target.type === 'checkbox'
}

/**
 * @param {HTMLFormElement} form
 * @param {string} official
 */
function lineOf(form, official) {
  const answers = [1, 2, 3, 4, 5, 6].map((item) => {
    const box = form.elements.namedItem(`a-${official}-${item}`)
    return box instanceof HTMLSelectElement ? Number(box.value) : 0
  })
  const note = form.elements.namedItem(`n-${official}`)
  return { official, answers, note: note instanceof HTMLInputElement ? note.value : '' }
}

/**
 * @param {HTMLFormElement} form
 * @param {KeyboardEvent} event
 */
function press(form, event) {
  const box = event.target
  if (!(box instanceof HTMLSelectElement) || event.ctrlKey || event.altKey || event.metaKey) return
  if (/^[0-3]$/.test(event.key)) {
    event.preventDefault()
    box.value = event.key
    box.dispatchEvent(new Event('input', { bubbles: true }))
    if (event.key !== '0') move(form, box, 0, 1)
    return
  }
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
    event.key
  ]
  if (!step) return
  event.preventDefault()
  move(form, box, step[0] ?? 0, step[1] ?? 0)
}

/**
 * To the box some lines down and some to the right; past the last to the next line's first.
 * @param {HTMLFormElement} form
 * @param {HTMLSelectElement} box
 * @param {number} down
 * @param {number} right
 */
function move(form, box, down, right) {
  const lines = [...form.querySelectorAll('tbody tr')]
    .map((line) => [...line.querySelectorAll('select')])
    .filter((boxes) => boxes.length > 0)
  const line = lines.findIndex((boxes) => boxes.includes(box))
  const place = (lines[line] ?? []).indexOf(box) + right
  const wraps = place >= (lines[line] ?? []).length
  const next = lines[line + down + (wraps ? 1 : 0)]?.[wraps ? 0 : place]
  next?.focus()
}

/**
 * @param {HTMLFormElement} form
 * @param {'saved' | 'saving' | 'failed'} state
 */
function show(form, state) {
  for (const part of form.querySelectorAll('[data-state]')) {
    part.toggleAttribute('hidden', part.getAttribute('data-state') !== state)
  }
  const saved = form.querySelector('[data-state=saved]')
  const words = form.querySelector('template[data-saved]')
  if (state !== 'saved' || !saved || !(words instanceof HTMLTemplateElement)) return
  const time = new Date().toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  })
  saved.textContent = (words.content.textContent ?? '').replace('…', time)
}
