// Makes a passkey, or signs in with one (WebAuthn). Without it, password and code do.

const sign = document.querySelector('[data-passkey-sign-in]')
const add = document.querySelector('[data-passkey-add]')
const usable = typeof PublicKeyCredential === 'function'

for (const form of [sign, add]) {
  if (!(form instanceof HTMLFormElement)) continue
  if (usable) form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    run(form, form === sign ? signIn : register)
  })
}

/**
 * @param {HTMLFormElement} form
 * @param {(form: HTMLFormElement) => Promise<void>} work
 */
async function run(form, work) {
  const told = form.querySelector('[role=status]')
  const button = form.querySelector('button')
  if (told) told.textContent = ''
  if (button) button.disabled = true
  try {
    await work(form)
  } catch (error) {
    const said = error instanceof Refused ? error.message : (form.dataset.stopped ?? '')
    if (told) told.textContent = said
  }
  if (button) button.disabled = false
}

/** @param {HTMLFormElement} form */
async function signIn(form) {
  const asked = await call(`${form.dataset.passkeySignIn}/hoi`, {})
  const publicKey = { ...asked, challenge: bytesOf(asked.challenge), allowCredentials: [] }
  const held = await navigator.credentials.get({ publicKey })
  if (!(held instanceof PublicKeyCredential)) return
  const { response } = held
  if (!(response instanceof AuthenticatorAssertionResponse)) return
  const answer = await call(form.dataset.passkeySignIn, {
    next: form.dataset.next,
    response: credential(held, {
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      ...(response.userHandle && { userHandle: textOf(response.userHandle) }),
    }),
  })
  location.assign(answer.to)
}

/** @param {HTMLFormElement} form */
async function register(form) {
  const asked = await call(`${form.dataset.passkeyAdd}/hoi`, {})
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytesOf(asked.challenge),
      user: { ...asked.user, id: bytesOf(asked.user.id) },
      excludeCredentials: (asked.excludeCredentials ?? []).map(
        (/** @type {{id: string}} */ one) => ({
          ...one,
          id: bytesOf(one.id),
        }),
      ),
    },
  })
  if (!(made instanceof PublicKeyCredential)) return
  const { response } = made
  if (!(response instanceof AuthenticatorAttestationResponse)) return
  const name = new FormData(form).get('name')
  await call(form.dataset.passkeyAdd, {
    name,
    response: credential(made, {
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    }),
  })
  location.reload()
}

/**
 * @param {PublicKeyCredential} held
 * @param {object} response
 */
function credential(held, response) {
  const clientDataJSON = textOf(held.response.clientDataJSON)
  return {
    ...{ id: held.id, rawId: textOf(held.rawId), type: held.type },
    ...{ response: { clientDataJSON, ...response }, clientExtensionResults: {} },
  }
}

class Refused extends Error {}

/**
 * @param {string | undefined} path
 * @param {object} body
 */
async function call(path, body) {
  const answer = await fetch(path ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Refused(said.detail ?? '')
  return said
}

// Base64url and bytes by hand: browsers before 2025 lack parseCreationOptionsFromJSON.
/** @param {string} text */
function bytesOf(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

/** @param {ArrayBuffer} buffer */
function textOf(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
