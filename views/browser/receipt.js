// The receipt: save it as a picture made here, print it, leave to a neutral page.

const receipt = document.querySelector('[data-receipt]')

forgetDrafts()
button('[data-print]', () => window.print())
button('[data-save]', save)
const done = document.querySelector('a[data-done]')
done?.addEventListener('click', (event) => {
  event.preventDefault()
  // Replaces this page, so that the back button does not show the code.
  if (done instanceof HTMLAnchorElement) location.replace(done.href)
})

/**
 * Shows a button that needs this script.
 * @param {string} selector
 * @param {() => void} press
 */
function button(selector, press) {
  const found = document.querySelector(selector)
  found?.removeAttribute('hidden')
  found?.addEventListener('click', press)
}

function forgetDrafts() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith('ydan-draft ')) localStorage.removeItem(key)
    }
  } catch {
    // Storage is closed on this device: then there is no draft either.
  }
}

function save() {
  const canvas = drawn()
  canvas?.toBlob((blob) => {
    if (!blob || !receipt) return
    const address = URL.createObjectURL(blob)
    const link = document.createElement('a')
    link.href = address
    link.download = 'phieu-tiep-nhan.png'
    link.click()
    // Browsers inside chat apps save nothing by themselves; a picture can be pressed and kept.
    const picture = document.querySelector('img[data-picture]') ?? document.createElement('img')
    picture.setAttribute('data-picture', '')
    picture.setAttribute('class', 'picture')
    picture.setAttribute('alt', receipt.querySelector('h1')?.textContent ?? '')
    picture.setAttribute('src', address)
    receipt.after(picture)
  }, 'image/png')
}

function drawn() {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen || !receipt) return null
  const width = 720
  const margin = 40
  const lines = linesOf(pen, width - 2 * margin)
  canvas.width = width
  canvas.height = margin * 2 + lines.reduce((sum, line) => sum + line.height, 0) + 400
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#000'
  pen.textBaseline = 'top'
  let top = margin
  for (const line of lines) {
    pen.font = line.font
    pen.fillText(line.text, margin, top)
    top += line.height
  }
  drawQr(pen, (width - 380) / 2, top + 10, 380)
  return canvas
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} width
 */
function linesOf(pen, width) {
  const lines = []
  for (const block of receipt?.querySelectorAll('[data-line], [data-code]') ?? []) {
    const isCode = block.hasAttribute('data-code')
    const bold = isCode || block.tagName === 'H1' || block.querySelector('strong')
    const font = `${bold ? 'bold ' : ''}${isCode ? '44px monospace' : '26px sans-serif'}`
    pen.font = font
    const words = isCode
      ? Array.from(block.children, (group) => group.textContent ?? '')
      : (block.textContent ?? '').trim().split(/\s+/)
    for (const text of wrapped(pen, words, width)) {
      lines.push({ text, font, height: isCode ? 60 : 38 })
    }
    lines.push({ text: '', font, height: 14 })
  }
  return lines
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string[]} words
 * @param {number} width
 */
function wrapped(pen, words, width) {
  const lines = ['']
  for (const word of words) {
    const last = lines[lines.length - 1] ?? ''
    const longer = last === '' ? word : `${last} ${word}`
    if (last !== '' && pen.measureText(longer).width > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} left
 * @param {number} top
 * @param {number} side
 */
function drawQr(pen, left, top, side) {
  const svg = receipt?.querySelector('svg')
  const path = svg?.querySelector('path:last-child')?.getAttribute('d')
  if (!svg || !path) return
  const scale = side / svg.viewBox.baseVal.width
  pen.setTransform(scale, 0, 0, scale, left, top)
  pen.fill(new Path2D(path))
  pen.setTransform(1, 0, 0, 1, 0, 0)
}
