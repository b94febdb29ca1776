// Black boxes by dragging on the picture. The numbers beside it stay the form: they can be typed, and
// what is typed shows on the picture at once, so a keyboard does the same.

const svg = 'http://www.w3.org/2000/svg'
const sides = /** @type {const} */ (['x', 'y', 'width', 'height'])

for (const form of document.querySelectorAll('form[data-boxes]')) {
  const place = document.getElementById(form.getAttribute('data-boxes') ?? '')
  if (form instanceof HTMLFormElement && place) draw(form, place)
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} place
 */
function draw(form, place) {
  const layer = document.createElementNS(svg, 'svg')
  layer.setAttribute('viewBox', '0 0 100 100')
  layer.setAttribute('preserveAspectRatio', 'none')
  layer.setAttribute('aria-hidden', 'true')
  place.append(layer)
  const show = () => layer.replaceChildren(...rows(form).flatMap((row) => rectangle(valuesOf(row))))
  form.addEventListener('input', show)
  show()
  drag(layer, (box, done) => {
    const row = done ? freeRow(form) : null
    if (row) fill(row, box)
    if (row) form.closest('details')?.setAttribute('open', '')
    show()
    if (!done) layer.append(...rectangle(box))
  })
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/**
 * Tells of the box between where the pointer went down and where it is, in percent.
 * @param {SVGSVGElement} layer
 * @param {(box: Box, done: boolean) => void} tell
 */
function drag(layer, tell) {
  /** @type {{ x: number, y: number } | null} */
  let from = null
  layer.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    layer.setPointerCapture(event.pointerId)
    from = pointIn(layer, event)
  })
  layer.addEventListener('pointermove', (event) => {
    if (from) tell(between(from, pointIn(layer, event)), false)
  })
  layer.addEventListener('pointerup', (event) => {
    if (!from) return
    const box = between(from, pointIn(layer, event))
    from = null
    // A mere click draws nothing.
    const drawn = box.width >= 0.3 && box.height >= 0.3
    tell(drawn ? box : { ...box, width: 0, height: 0 }, drawn)
  })
  layer.addEventListener('pointercancel', () => {
    from = null
  })
}

/**
 * @param {SVGSVGElement} layer
 * @param {PointerEvent} event
 */
function pointIn(layer, event) {
  const { left, top, width, height } = layer.getBoundingClientRect()
  const within = (/** @type {number} */ share) => Math.min(100, Math.max(0, share * 100))
  return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) }
}

/**
 * Outwards to tenths of a percent, as the fields take them.
 * @param {{ x: number, y: number }} a
 * @param {{ x: number, y: number }} b
 * @returns {Box}
 */
function between(a, b) {
  const down = (/** @type {number} */ share) => Math.floor(share * 10) / 10
  const up = (/** @type {number} */ share) => Math.ceil(share * 10) / 10
  const x = down(Math.min(a.x, b.x))
  const y = down(Math.min(a.y, b.y))
  const width = Math.round((up(Math.max(a.x, b.x)) - x) * 10) / 10
  const height = Math.round((up(Math.max(a.y, b.y)) - y) * 10) / 10
  return { x, y, width, height }
}

/** @param {HTMLFormElement} form */
function rows(form) {
  return [...form.querySelectorAll('fieldset')]
}

/** @param {Element} row */
function inputs(row) {
  return [...row.querySelectorAll('input')]
}

/**
 * @param {Element} row
 * @returns {Box}
 */
function valuesOf(row) {
  const [x = 0, y = 0, width = 0, height = 0] = inputs(row).map((input) => Number(input.value))
  return { x, y, width, height }
}

/**
 * The first row with nothing in it; a new one below when all are taken.
 * @param {HTMLFormElement} form
 */
function freeRow(form) {
  const all = rows(form)
  const free = all.find((row) => inputs(row).every(({ value }) => value === ''))
  const last = all.at(-1)
  if (free || !last) return free ?? null
  const added = /** @type {Element} */ (last.cloneNode(true))
  const number = all.length + 1
  const legend = added.querySelector('legend')
  if (legend) legend.textContent = `${form.dataset.boxLabel ?? ''} ${number}`
  for (const input of inputs(added)) {
    const id = input.id.replace(/\d+$/, String(number))
    added.querySelector(`label[for="${input.id}"]`)?.setAttribute('for', id)
    input.id = id
  }
  last.after(added)
  return added
}

/**
 * @param {Element} row
 * @param {Box} box
 */
function fill(row, box) {
  inputs(row).forEach((input, at) => {
    const side = sides[at]
    if (side) input.value = String(box[side])
  })
}

/** @param {Box} box */
function rectangle(box) {
  if (!(box.width > 0) || !(box.height > 0)) return []
  const shape = document.createElementNS(svg, 'rect')
  for (const side of sides) shape.setAttribute(side, String(box[side]))
  return [shape]
}
