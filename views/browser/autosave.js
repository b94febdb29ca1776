// Keeps what staff are writing: every five seconds the fields marked data-autosave go, if they
// changed, to /api/v1/autosaves/<form>, and are offered back when the page opens again.

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} TypedField */

for (const form of document.querySelectorAll('form[data-autosave-form]')) {
  if (form instanceof HTMLFormElement) keep(form)
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const address = `/api/v1/autosaves/${form.dataset.autosaveForm}`
  const asServed = JSON.stringify(fieldsOf(form))
  let kept = asServed
  let saving = false

  async function save() {
    const now = JSON.stringify(fieldsOf(form))
    if (saving || now === kept) return
    saving = true
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"fields":${now}}`,
      })
      if (answer.ok) kept = now
      show(form, answer.status === 401 ? 'signed-out' : answer.ok ? 'saved' : 'failed')
    } catch {
      show(form, 'failed')
    } finally {
      saving = false
    }
  }

  setInterval(save, 5000)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save()
  })
  void offer(form, address, asServed)
}

/**
 * Shows the offer when a draft differs from what the page brought.
 * @param {HTMLFormElement} form
 * @param {string} address
 * @param {string} asServed
 */
async function offer(form, address, asServed) {
  const box = form.querySelector('[data-autosave-offer]')
  const answer = await fetch(address).catch(() => null)
  if (!box || answer?.status !== 200) return
  const { fields } = await answer.json()
  if (JSON.stringify({ ...JSON.parse(asServed), ...fields }) === asServed) return
  box.removeAttribute('hidden')
  box.querySelector('[data-autosave-restore]')?.addEventListener('click', () => {
    for (const field of markedIn(form)) field.value = fields[field.name] ?? field.value
    box.setAttribute('hidden', '')
    markedIn(form)[0]?.focus()
  })
  box.querySelector('[data-autosave-discard]')?.addEventListener('click', () => {
    box.setAttribute('hidden', '')
    void fetch(address, { method: 'DELETE' })
  })
}

/**
 * @param {HTMLFormElement} form
 * @param {'saved' | 'failed' | 'signed-out'} state
 */
function show(form, state) {
  for (const line of form.querySelectorAll('[data-autosave-state]')) {
    line.toggleAttribute('hidden', line.getAttribute('data-autosave-state') !== state)
  }
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return Object.fromEntries(markedIn(form).map((field) => [field.name, field.value]))
}

/**
 * @param {HTMLFormElement} form
 * @returns {TypedField[]}
 */
function markedIn(form) {
  return [...form.elements].filter(
    /** @returns {element is TypedField} */ (element) =>
      element instanceof HTMLElement &&
      element.dataset.autosave !== undefined &&
      'value' in element,
  )
}
