// Keys for the queue and for one feedback. Nothing here is needed: every key has its link, button
// or field. Keys of one letter work outside of fields only, and can be turned off.

const remembered = 'ydan-keys'
const lines = [...document.querySelectorAll('[data-line] a')].filter(
  (link) => link instanceof HTMLAnchorElement,
)

document.addEventListener('keydown', (event) => {
  if (event.isComposing) return
  if (event.key === 'Escape' && isTyping(event.target)) {
    event.target.blur()
  } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    submitFrom(event)
  } else if (isPlainKey(event) && !isTyping(event.target) && keysOn()) {
    press(event)
  }
})

/**
 * What takes letters typed, so that they must not act as keys.
 * @param {EventTarget | null} target
 * @returns {target is HTMLElement}
 */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** @param {KeyboardEvent} event */
function isPlainKey(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1
}

/** @param {KeyboardEvent} event */
function press(event) {
  const key = event.key.toLowerCase()
  if (lines.length > 0 && (key === 'j' || key === 'k')) {
    event.preventDefault()
    walk(key === 'j' ? 1 : -1)
    return
  }
  const named = document.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (!(named instanceof HTMLElement)) return
  event.preventDefault()
  if (named instanceof HTMLInputElement && named.type === 'radio') named.click()
  if (!(named instanceof HTMLAnchorElement)) named.focus()
  if (named instanceof HTMLAnchorElement || named instanceof HTMLButtonElement) named.click()
}

/**
 * To the next or previous line of the queue.
 * @param {1 | -1} step
 */
function walk(step) {
  const active = document.activeElement
  const here = active instanceof HTMLAnchorElement ? lines.indexOf(active) : -1
  const next = lines[here < 0 ? 0 : Math.min(Math.max(here + step, 0), lines.length - 1)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** @param {KeyboardEvent} event */
function submitFrom(event) {
  const field = event.target
  if (!(field instanceof HTMLTextAreaElement) || field.dataset.submit !== 'ctrl-enter') return
  event.preventDefault()
  field.form?.requestSubmit()
}

// A list that narrows while one types; the button beside it asks the server instead.
for (const field of document.querySelectorAll('input[data-narrows]')) {
  if (field instanceof HTMLInputElement) narrow(field)
}

/** @param {HTMLInputElement} field */
function narrow(field) {
  const list = document.getElementById(field.dataset.narrows ?? '')
  field.addEventListener('input', () => {
    const wanted = plain(field.value)
    for (const label of list?.querySelectorAll('label') ?? []) {
      const chosen = label.querySelector('input')?.checked ?? false
      label.hidden = !chosen && !plain(label.textContent ?? '').includes(wanted)
    }
  })
}

/** @param {string} text */
function plain(text) {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '')
  return bare.toLowerCase().replaceAll('đ', 'd').trim()
}

const box = document.querySelector('[data-keys]')
const keysBox = document.querySelector('[data-keys-on]')
if (box && keysBox instanceof HTMLInputElement) {
  box.removeAttribute('hidden')
  keysBox.checked = keysOn()
  keysBox.addEventListener('change', () => {
    localStorage.setItem(remembered, keysBox.checked ? 'on' : 'off')
  })
}

function keysOn() {
  return localStorage.getItem(remembered) !== 'off'
}
