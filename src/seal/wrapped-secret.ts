/**
 * How dear a guess at a custodian's passphrase is: 64 MiB and three passes (RFC 9106), one to two
 * seconds in an office browser. Fixed on both sides, so that the server cannot ask a browser for less.
 */
export const strength = { t: 3, m: 65_536, p: 1 } as const

/** A custodian's secret as the server keeps it: sealed in the browser under a passphrase. */
export type WrappedSecret = {
  format: 'ydan custodian 1'
  argon2id: typeof strength & { salt: string }
  box: string
}
