type Named = { name: string; birthYear?: number | null | undefined; id: string }

/**
 * Compares names as Vietnamese lists do: the given name, which stands last, comes first; then family
 * and middle names; namesakes by birth year.
 */
export function byGivenName(a: Named, b: Named): number {
  const [x, y] = [parts(a.name), parts(b.name)]
  return (
    collator.compare(x.given, y.given) ||
    collator.compare(x.family, y.family) ||
    (a.birthYear ?? 9999) - (b.birthYear ?? 9999) ||
    (a.id < b.id ? -1 : 1)
  )
}

/** The names of a list; namesakes in it with their birth year: `Nguyễn Văn An (1975)`. */
export function toldApart<T extends Named>(list: readonly T[]): (T & { shown: string })[] {
  const counts = new Map<string, number>()
  for (const { name } of list) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1)
  return list.map((one) => {
    const isAlone = (counts.get(folded(one.name)) ?? 0) < 2
    return {
      ...one,
      shown: isAlone || !one.birthYear ? one.name : `${one.name} (${one.birthYear})`,
    }
  })
}

const collator = new Intl.Collator('vi')
const folded = (name: string) => name.normalize('NFC').toLowerCase()

function parts(name: string) {
  const cut = name.trim().lastIndexOf(' ')
  return { given: name.trim().slice(cut + 1), family: name.trim().slice(0, Math.max(cut, 0)) }
}
