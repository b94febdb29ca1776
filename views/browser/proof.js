// Proof of work (ALTCHA, SHA-256): finds the number whose hash the letterbox asked for, while the
// person writes. Without it the letter is taken all the same.

const chunk = 200

/** @type {HTMLInputElement | null} */
const proofField = document.querySelector('input[data-proof]')

if (proofField?.form && window.crypto?.subtle) {
  proofField.form.addEventListener('input', () => prove(proofField), { once: true })
}

/**
 * @param {HTMLInputElement} field
 */
async function prove(field) {
  try {
    const answer = await fetch('/api/v1/challenge', { credentials: 'omit' })
    if (!answer.ok) return
    const { algorithm, challenge, salt, signature, maxnumber } = await answer.json()
    const number = await solve(challenge, salt, maxnumber)
    if (number < 0) return
    field.value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
  } catch {
    // No network, or an old browser: the letter goes without.
  }
}

/**
 * The number between 0 and `most` with SHA-256(salt + number) = challenge, or -1.
 * @param {string} challenge hex
 * @param {string} salt
 * @param {number} most
 */
async function solve(challenge, salt, most) {
  const utf8 = new TextEncoder()
  const wanted = challenge.toLowerCase()
  for (let from = 0; from <= most; from += chunk) {
    const numbers = Array.from({ length: Math.min(chunk, most - from + 1) }, (_, i) => from + i)
    const hashes = await Promise.all(
      numbers.map((number) => crypto.subtle.digest('SHA-256', utf8.encode(salt + number))),
    )
    const found = hashes.findIndex((hash) => hex(hash) === wanted)
    if (found >= 0) return from + found
    // Gives the page its turn, so that typing stays smooth.
    await new Promise((resolve) => setTimeout(resolve))
  }
  return -1
}

/**
 * @param {ArrayBuffer} bytes
 */
function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
