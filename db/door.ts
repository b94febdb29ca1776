import type pg from 'pg'

/** One letter's fate in a batch, in the order the letters were given (`index`). */
export type Dropped = {
  index: number
  outcome: 'stored' | 'repeat' | 'clash' | 'unknown'
  letter: string | null
  thread: string | null
  number: number | null
  year: number | null
  day: string | null
  come_back: string | null
}

/** A message of a thread, still sealed (base64), or a bare act of the sender. */
export type SealedMessage = {
  from: 'sender' | 'staff'
  kind: string
  day: string
  record?: string
  field?: string
  sealed?: string
  wrapped?: string
  keyVersion?: number
  /** For which of the receipt's keys it is wrapped: the symmetric one or the pair. */
  for?: 'receipt' | 'reply'
}

/** What an answer by mail needs of its thread, in hex, and whose the thread is. */
export type Correspondent = { receiptHash: string; publicKey: string; organisation: string }

/** Who holds keys in an organisation, in base64: canonical JSON and the deployment's signature. */
export type SignedRosterText = { bytes: string; signature: string }

export type SealedThread = {
  id: string
  organisation: string
  organisationName: string
  number: number
  year: number
  day: string
  comeBack: string
  area: string
  commitment: string
  state: string
  messages: SealedMessage[]
}

/** What the holder of a receipt agreed to, and asked for since; `outcome` of the newest answer. */
export type Rights = {
  consents: { purpose: 'processing' | 'record' | 'contact'; version: string; day: string }[]
  requests: {
    kind: 'view' | 'correct' | 'restrict' | 'withdraw' | 'erase'
    day: string
    outcome: 'noted' | 'done' | 'partly' | 'refused' | null
  }[]
}

/** A kept hash of a log's tree (RFC 9162), base64: it covers the leaves [index·2^level, (index+1)·2^level). */
export type KeptHash = { level: number; index: number; hash: string }

/** A signed checkpoint, with the kept hashes from which a proof to it is put together. */
export type ProofParts = { checkpoint: string; hashes: KeptHash[] }

/**
 * An entry of the log (base64) with what proves it: under the first checkpoint that covers it and
 * under the newest; none while there is no such checkpoint. `erased`: what it announces is gone.
 */
export type EntryParts = {
  organisation: string
  index: number
  entry: string
  proofs: ProofParts[]
  erased: { index: number; day: string; reason: string | null } | null
}

export type AreaName = { code: string; kind: string; name: string }
export type AreaEntry = AreaName & { parent: string | null }
export type AreaPage = AreaEntry & {
  successor: string | null
  closed: boolean | null
  path: AreaName[]
  children: AreaName[]
  organisation: { id: string; code: string; name: string; settings: Record<string, unknown> }
  cycle: { name: string; year: number; cutOff: string } | null
}

/** Someone or some body a letter may be about; exactly one of `official` and `collective` is set. */
export type Subject = {
  official?: string
  collective?: string
  name: string
  post: string
  area: string | null
  handledBy: string | null
  /** The name of the Front that handles letters about the post; absent for a collective. */
  handler?: string | null
}

/** Where a kind of matter goes near an area, by purpose; days are `YYYY-MM-DD`. */
export type AreaPlaces = Partial<
  Record<
    'partyInspection' | 'citizenReception' | 'province' | 'police' | 'publicServices' | 'children',
    {
      place: string
      address?: string
      hours?: string
      phone?: string
      source: string
      since: string
    }
  >
>

/** How many written demands of authorities were met in a year. */
export type DemandCount = { year: number; count: number }

/** One chat event's fate in a batch, in the order the events were given (`index`). */
export type DroppedEvent = { index: number; outcome: 'stored' | 'repeat' }

/** All the letterbox may ask of the database: the functions of schema `door`. */
export type Door = {
  drop(letters: readonly object[], blobs: readonly Uint8Array[]): Promise<Dropped[]>
  dropEvents(events: readonly object[], blobs: readonly Uint8Array[]): Promise<DroppedEvent[]>
  thread(receiptHash: Uint8Array): Promise<SealedThread | null>
  correspondent(thread: string): Promise<Correspondent | null>
  bounced(thread: string, key: Uint8Array, reason: string): Promise<boolean>
  act(receiptHash: Uint8Array, act: string): Promise<boolean>
  request(receiptHash: Uint8Array, kind: string): Promise<boolean>
  rights(receiptHash: Uint8Array): Promise<Rights | null>
  areas(): Promise<AreaEntry[]>
  area(code: string): Promise<AreaPage | null>
  officials(area: string, query: string): Promise<Subject[]>
  places(area: string): Promise<AreaPlaces>
  demands(): Promise<DemandCount[]>
  custodians(organisation: string): Promise<SignedRosterText | null>
  checkpoint(organisation: string): Promise<string | null>
  threadProof(receiptHash: Uint8Array): Promise<EntryParts | null>
  entryProof(organisation: string, index: number, leaf: Uint8Array): Promise<EntryParts | null>
  checkpointProof(organisation: string, size: number): Promise<ProofParts | null>
  readiness(): Promise<{ diskFree: number | null }>
}

/** The door over a `pg` pool, one statement a call. Raises what pg raises. */
export function doorOver(pool: Pick<pg.Pool, 'query'>): Door {
  async function value<T>(text: string, values: unknown[]): Promise<T> {
    const { rows } = await pool.query<{ value: T }>(text, values)
    return (rows[0] as { value: T }).value
  }
  return {
    async drop(letters, blobs) {
      const { rows } = await pool.query<Dropped>(
        `select index, outcome, letter, thread, number, year,
           to_char(day, 'YYYY-MM-DD') as day, to_char(come_back, 'YYYY-MM-DD') as come_back
         from door.drop_letters($1::jsonb, $2::bytea[]) order by index`,
        [JSON.stringify(letters), blobs.map((blob) => Buffer.from(blob))],
      )
      return rows
    },
    async dropEvents(events, blobs) {
      const { rows } = await pool.query<DroppedEvent>(
        'select index, outcome from door.drop_events($1::jsonb, $2::bytea[]) order by index',
        [JSON.stringify(events), blobs.map((blob) => Buffer.from(blob))],
      )
      return rows
    },
    thread: (hash) => value('select door.thread($1) as value', [Buffer.from(hash)]),
    correspondent: (thread) => value('select door.correspondent($1) as value', [thread]),
    bounced: (thread, key, reason) =>
      value('select door.bounced($1, $2, $3) as value', [thread, Buffer.from(key), reason]),
    act: (hash, act) => value('select door.sender_act($1, $2) as value', [Buffer.from(hash), act]),
    request: (hash, kind) =>
      value('select door.request($1, $2) as value', [Buffer.from(hash), kind]),
    rights: (hash) => value('select door.rights($1) as value', [Buffer.from(hash)]),
    areas: () => value('select door.areas() as value', []),
    area: (code) => value('select door.area($1) as value', [code]),
    officials: (area, query) => value('select door.officials($1, $2) as value', [area, query]),
    custodians: (id) => value('select door.custodians($1) as value', [id]),
    places: (area) => value('select door.places($1) as value', [area]),
    demands: () => value('select door.demands() as value', []),
    checkpoint: (code) => value('select door.checkpoint($1) as value', [code]),
    threadProof: (hash) => value('select door.thread_proof($1) as value', [Buffer.from(hash)]),
    entryProof: (code, index, leaf) =>
      value('select door.entry_proof($1, $2, $3) as value', [code, index, Buffer.from(leaf)]),
    checkpointProof: (code, size) =>
      value('select door.checkpoint_proof($1, $2) as value', [code, size]),
    readiness: () => value('select door.readiness() as value', []),
  }
}
