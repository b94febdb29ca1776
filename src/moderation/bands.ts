/** Which places share a key of one band: chains in typed arrays, half the memory and time of maps of lists. */
export type Bands = {
  /** Enters a place with its key in each band. */
  put(place: number, keys: Int32Array): void
  drop(place: number): void
  /** Places that share a key with this one in some band, each once, without itself. */
  meet(place: number): number[]
}

// A key full of copies tells nothing new: any few of them lead to their cluster.
const mostOfKey = 64
const none = -1

/** No places yet; each has one 32-bit key in every one of `bands`, and costs about 16 bytes a band. */
export function createBands(bands: number): Bands {
  // An entry is a place in one band: place * bands + band. Keys of different bands may share a chain.
  let keyOf = new Int32Array(0)
  let next = new Int32Array(0)
  let heads = new Int32Array(0)
  let lengths = new Int32Array(0)
  let seen = new Int32Array(0)
  let turn = 0

  const head = (key: number) => (Math.imul(key, 0x9e3779b1) >>> 8) & (heads.length - 1)
  const link = (entry: number) => {
    const at = head(keyOf[entry] as number)
    next[entry] = heads[at] as number
    heads[at] = entry
    lengths[at] = (lengths[at] as number) + 1
  }
  const isFull = (key: number) => {
    const at = head(key)
    if ((lengths[at] as number) < mostOfKey) return false
    let of = 0
    for (let one = heads[at] as number; one !== none; one = next[one] as number) {
      if (keyOf[one] === key) of += 1
    }
    return of >= mostOfKey
  }
  // Twice the room at a time, and every chain made anew.
  const grow = (places: number) => {
    const linked: number[] = []
    for (const first of heads) {
      for (let entry = first; entry !== none; entry = next[entry] as number) linked.push(entry)
    }
    keyOf = grown(keyOf, places * bands)
    next = grown(next, places * bands)
    seen = grown(seen, places)
    heads = new Int32Array(places * bands).fill(none)
    lengths = new Int32Array(places * bands)
    for (const entry of linked) link(entry)
  }
  return {
    put(place, keys) {
      if (place >= seen.length) grow(Math.max(1024, 2 * seen.length))
      keyOf.set(keys, place * bands)
      for (let entry = place * bands; entry < (place + 1) * bands; entry += 1) {
        if (!isFull(keyOf[entry] as number)) link(entry)
      }
    },
    drop(place) {
      for (let entry = place * bands; entry < (place + 1) * bands; entry += 1) {
        const at = head(keyOf[entry] as number)
        let before = none
        let one = heads[at] as number
        while (one !== none && one !== entry) {
          before = one
          one = next[one] as number
        }
        if (one === none) continue
        lengths[at] = (lengths[at] as number) - 1
        if (before === none) heads[at] = next[entry] as number
        else next[before] = next[entry] as number
      }
      keyOf.fill(0, place * bands, (place + 1) * bands)
    },
    meet(place) {
      turn += 1
      seen[place] = turn
      const met: number[] = []
      for (let entry = place * bands; entry < (place + 1) * bands; entry += 1) {
        const key = keyOf[entry] as number
        for (let one = heads[head(key)] as number; one !== none; one = next[one] as number) {
          const other = Math.floor(one / bands)
          if (keyOf[one] !== key || seen[other] === turn) continue
          seen[other] = turn
          met.push(other)
        }
      }
      return met
    },
  }
}

/** The same numbers with room for so many. */
export function grown(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length)
  wider.set(numbers)
  return wider
}
