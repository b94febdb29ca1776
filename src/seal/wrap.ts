import { type AesKey, openBytes, sealBytes, sealDoesNotOpen, sealUsedWrongly } from './envelope.ts'

const FIELD = 'data-key'
const KEY = 32

/** Seals a record's data key under another key: one row of `data_keys`. */
export async function wrapDataKey(
  under: AesKey,
  dataKey: Uint8Array,
  record: string,
  keyVersion: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (dataKey.length !== KEY) throw sealUsedWrongly()
  return sealBytes(under, dataKey, { record, field: FIELD, keyVersion })
}

/** Gives the record's data key back (32 bytes). Raises Problem('internal') when it does not open. */
export async function unwrapDataKey(
  under: AesKey,
  wrapped: Uint8Array,
  record: string,
  keyVersion: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const dataKey = await openBytes(under, wrapped, { record, field: FIELD, keyVersion })
  if (dataKey.length !== KEY) throw sealDoesNotOpen()
  return dataKey
}
