// The letter form: one press sends once, and a draft stays on the device only if asked for.

/** @type {HTMLFormElement | null} */
const letterForm = document.querySelector('form[data-letter]')
const draftKey = `ydan-draft ${location.pathname}`
const drafted = ['aboutText', 'text', 'day', 'month', 'year', 'place', 'official', 'collective']

for (const button of document.querySelectorAll('[data-print]')) {
  button.removeAttribute('hidden')
  button.addEventListener('click', () => window.print())
}

if (letterForm) {
  sendOnce(letterForm)
  offerDraft(letterForm)
}

/**
 * Says that sending has begun and blocks a second press.
 * @param {HTMLFormElement} form
 */
function sendOnce(form) {
  /** @type {HTMLButtonElement | null} */
  const button = form.querySelector('button[type=submit]')
  if (!button) return
  const words = button.textContent
  form.addEventListener('submit', () => {
    // After the browser has collected the fields; a disabled button changes nothing of them.
    setTimeout(() => {
      button.disabled = true
      button.textContent = button.dataset.sending ?? words
    })
  })
  // Coming back with the back button finds the page as it was left.
  window.addEventListener('pageshow', () => {
    button.disabled = false
    button.textContent = words
  })
}

/**
 * Shows the draft box; keeps the fields while it is ticked and forgets them when it is not.
 * @param {HTMLFormElement} form
 */
function offerDraft(form) {
  const label = form.querySelector('[data-draft]')
  /** @type {HTMLInputElement | null} */
  const box = form.querySelector('[data-draft-box]')
  if (!label || !box || !storageWorks()) return
  label.removeAttribute('hidden')
  const kept = localStorage.getItem(draftKey)
  if (kept !== null) {
    box.checked = true
    fill(form, kept)
  }
  const keep = () => {
    if (box.checked) localStorage.setItem(draftKey, JSON.stringify(fieldsOf(form)))
    else localStorage.removeItem(draftKey)
  }
  form.addEventListener('input', keep)
  form.addEventListener('change', keep)
}

/**
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
function fieldsOf(form) {
  /** @type {[string, string][]} */
  const fields = []
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && drafted.includes(name)) fields.push([name, value])
  }
  return fields
}

/**
 * @param {HTMLFormElement} form
 * @param {string} kept
 */
function fill(form, kept) {
  /** @type {HTMLTextAreaElement | null} */
  const text = form.querySelector('textarea[name=text]')
  // What came back from the server is newer than the draft.
  if (text?.value) return
  /** @type {[string, string][]} */
  let fields = []
  try {
    fields = JSON.parse(kept)
  } catch {
    localStorage.removeItem(draftKey)
  }
  for (const [name, value] of fields) {
    for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)) {
        if (control.value === value) control.checked = true
      } else if (
        control instanceof HTMLInputElement ||
        control instanceof HTMLTextAreaElement ||
        control instanceof HTMLSelectElement
      ) {
        control.value = value
      }
    }
  }
}

function storageWorks() {
  try {
    localStorage.setItem('ydan-try', '1')
    localStorage.removeItem('ydan-try')
    return true
  } catch {
    return false
  }
}
