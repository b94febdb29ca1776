// Keys of the projector: ← and → (and Page Up, Page Down of a presenter) follow the links on the page.

const links = { ArrowLeft: 'prev', PageUp: 'prev', ArrowRight: 'next', PageDown: 'next' }

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in links)) return
  const rel = links[/** @type {keyof typeof links} */ (event.key)]
  const link = document.querySelector(`a[rel="${rel}"]`)
  if (!(link instanceof HTMLAnchorElement)) return
  event.preventDefault()
  link.click()
})
