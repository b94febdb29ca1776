import { Secret, TOTP } from 'otpauth'
import { openBytes, sealBytes } from '../seal/envelope.ts'
import { derivedKey } from './key.ts'

const period = 30 // seconds; what every authenticator app expects (RFC 6238)

/** The secret offered on an invitation's page: the same each time the page is shown, never stored. */
export function offeredTotp(staffKey: Uint8Array, invitationToken: string): Uint8Array {
  return derivedKey(staffKey, 'totp offer', invitationToken).slice(0, 20)
}

/** What an authenticator app reads from the picture, and the same for typing by hand. */
export function totpLabels(secret: Uint8Array, signInName: string): { uri: string; text: string } {
  const totp = totpOf(secret, signInName)
  const text = totp.secret.base32.match(/.{1,4}/g)?.join(' ') ?? ''
  return { uri: totp.toString(), text }
}

/** The time step a code belongs to, one step of clock drift either way; null for a wrong code. */
export function stepOf(secret: Uint8Array, code: string, now: number): number | null {
  const digits = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const drift = totpOf(secret, '').validate({ token: digits, timestamp: now, window: 1 })
  return drift === null ? null : Math.floor(now / 1000 / period) + drift
}

/** Seals a person's authenticator secret for the database. */
export function sealTotp(staffKey: Uint8Array, person: string, secret: Uint8Array) {
  return sealBytes(derivedKey(staffKey, 'totp'), secret, bindingOf(person))
}

/** Opens what `sealTotp` made. Raises Problem('internal') when it is another person's or damaged. */
export function openTotp(staffKey: Uint8Array, person: string, sealed: Uint8Array) {
  return openBytes(derivedKey(staffKey, 'totp'), sealed, bindingOf(person))
}

function bindingOf(person: string) {
  return { record: person, field: 'totp', keyVersion: 1 }
}

function totpOf(secret: Uint8Array, label: string): TOTP {
  const buffer = new Uint8Array(secret).buffer
  return new TOTP({ issuer: 'Ý Dân', label, period, secret: new Secret({ buffer }) })
}
