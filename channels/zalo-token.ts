import type { Fetch, Secrets } from './channel.ts'
import { numberAt, readObject, textAt } from './json.ts'
import { idOfBytes } from './proof.ts'

/** What is kept between refreshes. Times are milliseconds since 1970. */
export type ZaloToken = {
  readonly refreshToken: string
  readonly accessToken?: string
  readonly expiresAt?: number
  /** Somebody is refreshing and is to be waited for until then. */
  readonly claimedUntil?: number
  /** Fingerprint of the ZALO_REFRESH_TOKEN it began with; another one begins anew. */
  readonly seed: string
}

/** Where processes share it. `compareAndStore` writes only while the kept version is `expected`. */
export type TokenStore = {
  read(): Promise<{ version: number; token: ZaloToken } | null>
  compareAndStore(expected: number, token: ZaloToken): Promise<boolean>
}

/** Why there is no token: wait and try again, or a person must authorise the account anew. */
export type Fresh =
  | { outcome: 'fresh'; accessToken: string }
  | { outcome: 'retry' }
  | { outcome: 'lost' }

type Given = {
  store: TokenStore
  secrets: Secrets
  fetch: Fetch
  now?: () => number
  pause?: (milliseconds: number) => Promise<unknown>
}

const margin = 5 * 60_000
const claimFor = 30_000

/**
 * An access token good for five minutes more. The refresh token works once, so exactly one process
 * may use it: it claims the stored version first, the others wait for what it stores. The new pair
 * is stored before anybody uses it. `stale` is an access token the platform has just refused.
 */
export async function freshZaloToken(given: Given, stale?: string): Promise<Fresh> {
  const { store, now = Date.now, pause = sleep } = given
  const seed = given.secrets.ZALO_REFRESH_TOKEN
  if (!seed) return { outcome: 'lost' }
  for (const until = now() + claimFor; now() < until; await pause(200)) {
    const kept = await store.read()
    const version = kept?.version ?? 0
    const current = kept && kept.token.seed === idOfBytes(seed) ? kept.token : begun(seed)
    if (isFresh(current, now()) && current.accessToken !== stale) {
      return { outcome: 'fresh', accessToken: current.accessToken }
    }
    if ((current.claimedUntil ?? 0) > now()) continue
    const claim: ZaloToken = { ...current, claimedUntil: now() + claimFor }
    if (await store.compareAndStore(version, claim)) return refresh(given, claim, version + 1)
  }
  return { outcome: 'retry' }
}

async function refresh(given: Given, claim: ZaloToken, version: number): Promise<Fresh> {
  const { store, now = Date.now } = given
  const { claimedUntil: _, ...unclaimed } = claim
  const answer = await ask(given, claim.refreshToken)
  if (answer.outcome !== 'given') {
    // Nothing was used up as far as we know: let the next one try.
    await store.compareAndStore(version, unclaimed)
    return answer
  }
  const { accessToken, refreshToken, seconds } = answer
  const next: ZaloToken = {
    seed: claim.seed,
    refreshToken,
    accessToken,
    expiresAt: now() + seconds * 1000,
  }
  return (await kept(store, version, next))
    ? { outcome: 'fresh', accessToken }
    : { outcome: 'retry' }
}

// The only copy of the new token is in our hands: a store that fails once is asked again.
async function kept(store: TokenStore, version: number, next: ZaloToken): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      if (await store.compareAndStore(version, next)) return true
      // Perhaps the first write arrived and its answer did not.
      return (await store.read())?.token.accessToken === next.accessToken
    } catch {
      await sleep(200 * 2 ** attempt)
    }
  }
  return false
}

type Asked =
  | { outcome: 'given'; accessToken: string; refreshToken: string; seconds: number }
  | { outcome: 'retry' }
  | { outcome: 'lost' }

async function ask({ secrets, fetch }: Given, refreshToken: string): Promise<Asked> {
  const base = secrets.ZALO_OAUTH_URL ?? 'https://oauth.zaloapp.com'
  const form = {
    refresh_token: refreshToken,
    app_id: secrets.ZALO_APP_ID ?? '',
    grant_type: 'refresh_token',
  }
  try {
    const response = await fetch(`${base}/v4/oa/access_token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        secret_key: secrets.ZALO_APP_SECRET ?? '',
      },
      body: new URLSearchParams(form).toString(),
      redirect: 'error',
      // Shorter than the claim, so that nobody else tries while this one is under way.
      signal: AbortSignal.timeout(claimFor - 10_000),
    })
    if (response.status >= 500) return { outcome: 'retry' }
    const body = readObject(new Uint8Array(await response.arrayBuffer()))
    const accessToken = textAt(body, 'access_token')
    const next = textAt(body, 'refresh_token')
    if (!accessToken || !next) return { outcome: 'lost' }
    const seconds = numberAt(body, 'expires_in') ?? 3600
    return { outcome: 'given', accessToken, refreshToken: next, seconds }
  } catch {
    return { outcome: 'retry' }
  }
}

function begun(seed: string): ZaloToken {
  return { refreshToken: seed, seed: idOfBytes(seed) }
}

function isFresh(token: ZaloToken, now: number): token is ZaloToken & { accessToken: string } {
  return token.accessToken !== undefined && (token.expiresAt ?? 0) > now + margin
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}
