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

/** What an answer by mail needs of its thread, in hex. */
export type Correspondent = { receiptHash: string; publicKey: string }

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
}

/** One chat event's fate in a batch, in the order the events were given (`index`). */
export type DroppedEvent = { index: number; outcome: 'stored' | 'repeat' }

/** All the letterbox may ask of the database: the functions of schema `door`. */
export type Door = {
  drop(letters: readonly object[], blobs: readonly Uint8Array[]): Promise<Dropped[]>
  dropEvents(events: readonly object[], blobs: readonly Uint8Array[]): Promise<DroppedEvent[]>
  thread(receiptHash: Uint8Array): Promise<SealedThread | null>
  correspondent(thread: string): Promise<Correspondent | null>
  act(receiptHash: Uint8Array, act: string): Promise<boolean>
  areas(): Promise<AreaEntry[]>
  area(code: string): Promise<AreaPage | null>
  officials(area: string, query: string): Promise<Subject[]>
  checkpoint(organisation: string): Promise<string | null>
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
    act: (hash, act) => value('select door.sender_act($1, $2) as value', [Buffer.from(hash), act]),
    areas: () => value('select door.areas() as value', []),
    area: (code) => value('select door.area($1) as value', [code]),
    officials: (area, query) => value('select door.officials($1, $2) as value', [area, query]),
    checkpoint: (code) => value('select door.checkpoint($1) as value', [code]),
    readiness: () => value('select door.readiness() as value', []),
  }
}
