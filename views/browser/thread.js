// Following up: the code of a scanned receipt stands behind the # and never travels in an address.

/** @type {HTMLInputElement | null} */
const codeField = document.querySelector('input[name=receipt]:not([type=hidden])')
const scanned = location.hash.slice(1).replace(/\D/g, '')

if (codeField && scanned.length === 20) {
  codeField.value = scanned.match(/.{4}/g)?.join('-') ?? scanned
  history.replaceState(null, '', location.pathname + location.search)
}

const leave = document.querySelector('a[data-done]')
leave?.addEventListener('click', (event) => {
  event.preventDefault()
  if (leave instanceof HTMLAnchorElement) location.replace(leave.href)
})

// Saving a file leaves the page as it is.
for (const form of document.querySelectorAll('form:not([data-stays])')) {
  form.addEventListener('submit', () => {
    // After the fields and the pressed button were collected.
    setTimeout(() => {
      for (const button of form.querySelectorAll('button')) button.disabled = true
    })
  })
}
window.addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('button')) button.disabled = false
})
