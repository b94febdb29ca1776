import type { TokenStore } from './zalo-token.ts'

/** What a platform's event is to us; what we do not know is kept as 'unknown', never refused. */
export type ArrivalKind =
  | 'text'
  | 'image'
  | 'file'
  | 'audio'
  | 'video'
  | 'sticker'
  | 'location'
  | 'follow'
  | 'unfollow'
  | 'unsend'
  | 'edit'
  | 'unknown'

/** Where the platform keeps a file: its id there, or an address. Nothing here is to be trusted. */
export type Media = { id?: string; url?: string; name?: string; type?: string; size?: number }

/** One event of a platform in our words. */
export type Arrival = {
  readonly channel: string
  /** The platform's own id of the event: delivered again, it is the same. */
  readonly event: string
  /** The platform's id of the message, when the event is one. */
  readonly message?: string
  /** The platform's id of who wrote: secret. null when it names nobody we could answer. */
  readonly sender: string | null
  readonly kind: ArrivalKind
  readonly text?: string
  readonly media?: readonly Media[]
  readonly place?: { latitude: number; longitude: number; title?: string }
  /** The message that an unsend or an edit is about. */
  readonly about?: string
  /** What a deep link carried, such as the area of a QR code. */
  readonly ref?: string
  /** A free answer, and until when (milliseconds since 1970) it may be used. */
  readonly reply?: { token: string; until: number }
  /** When the platform says it happened, in milliseconds since 1970. */
  readonly at?: number
  /** The event as the platform wrote it, JSON. */
  readonly original: string
}

/** What a channel can do, for those who write the answers. */
export type Abilities = {
  /** Milliseconds after the sender's last message in which we may answer; null: always. */
  readonly replyWindow: number | null
  readonly media: readonly ArrivalKind[]
  /** Most buttons under one message; 0: none. */
  readonly buttons: number
  /** Most characters (UTF-16) of one message. */
  readonly maxLength: number
  /** Whether the platform tells a repeat by `Outgoing.key`, so that trying again is never twice. */
  readonly retryKey: boolean
  /** Whether what is written here leaves Viet Nam (Luật 91/2025 Đ.20). */
  readonly foreign: boolean
}

/** A message of ours. A button sends its `text` back, or opens `url`. */
export type Outgoing = {
  readonly text: string
  readonly buttons?: readonly { label: string; text?: string; url?: string }[]
  /** UUID, the same at every try of this message. */
  readonly key: string
  /** Whether an earlier try of it may have arrived. */
  readonly again?: boolean
}

/** Whom to answer, as `Arrival.sender` and `Arrival.reply` said. */
export type Recipient = {
  readonly sender: string
  readonly reply?: { token: string; until: number }
  /** When the sender was last heard, in milliseconds since 1970. */
  readonly heardAt?: number
}

/** What became of one try. `reason` is a code for the log: never an id, never a text. */
export type Sent =
  | { outcome: 'sent' | 'already sent' }
  | { outcome: 'retry'; reason: string; afterSeconds?: number }
  | { outcome: 'refused'; reason: string }

/** A file fetched from the platform. `type` is what the platform claims. */
export type Collected =
  | { outcome: 'collected'; bytes: Uint8Array; type: string }
  | { outcome: 'retry'; reason: string; afterSeconds?: number }
  | { outcome: 'gone' | 'too large' | 'refused' }

/** Values of the channel's variables by name; a missing one is absent. */
export type Secrets = Readonly<Record<string, string | undefined>>

export type Fetch = typeof fetch

/** What fetching a token needs: where processes share it, the secrets, and the network. */
export type Authorising = { store: TokenStore; secrets: Secrets; fetch: Fetch }

/**
 * One way in and back. A channel verifies and translates; it decides nothing. Variables marked
 * `verify` go to the letterbox and switch the channel on; `send` ones stay with the console.
 */
export type Channel = {
  readonly name: string
  readonly variables: Readonly<Record<string, 'verify' | 'send' | 'address'>>
  readonly abilities: Abilities
  /** Whether the platform signed exactly these bytes; takes the same time however wrong it is. */
  verify(raw: Uint8Array, headers: Headers, secrets: Secrets): boolean | Promise<boolean>
  /** The events of a verified body. Raises SyntaxError when it is not JSON of an object. */
  translate(raw: Uint8Array): Arrival[]
  /** Answers the platform's GET when it checks the address; null when it is not the platform. */
  challenge?(query: URLSearchParams, secrets: Secrets): string | null
  /**
   * The secrets to send with, where a token must be fetched first. `stale` are those the platform has
   * just refused. 'lost': a person must authorise the account anew.
   */
  fresh?(given: Authorising, stale?: Secrets): Promise<Secrets | 'retry' | 'lost'>
  /** Tries once. Never raises: what the network does becomes 'retry'. */
  send(message: Outgoing, to: Recipient, secrets: Secrets, fetch: Fetch): Promise<Sent>
  /** Fetches a file once, at most `most` bytes. Never raises. */
  collect(media: Media, secrets: Secrets, fetch: Fetch, most: number): Promise<Collected>
}
