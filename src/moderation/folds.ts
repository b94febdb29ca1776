import { type FoldReason, foldSigns } from '../../views/words/folds.ts'
import { barely, syllablesOf, verbatimRun } from './syllables.ts'

/** A passage that may tell who somebody is: from, to (UTF-16), and by which rule. */
export type Fold = { from: number; to: number; reason: FoldReason }

// The family names of nearly everybody, without accents.
const families =
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan truong dinh lam phung mai to trinh ha luong luu chau cao ta quach thai tang vuong la kieu nghiem tong mac khuc thach lo lu giang vi trieu mong giap ma nong hua sam su cu ksor rcom siu'.split(
    ' ',
  )
// Middle names that make a name of what follows a family name, even in lower case.
const middles = 'van thi huu duc ngoc minh quoc xuan thanh dinh cong kim thuy'
const kin =
  'ong|ba|anh|chi|co|chu|bac|thim|mo|di|duong|cau|cu|thay|em|chau|be|con|vo|chong|bo|me|cha|ma|ban'
const capital = String.raw`\p{Lu}[\p{L}\p{M}]*`
const name = `${capital}(?: ${capital}){0,4}`

// Each rule is one pattern. `bare` ones look at the text without accents, in lower case; the others
// at the text as it is. The group `fold`, where there is one, is the passage.
const rules: readonly { reason: FoldReason; bare: boolean; pattern: RegExp }[] = [
  { reason: 'mail', bare: true, pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  {
    reason: 'account',
    bare: true,
    pattern: /\b(?:stk|tai khoan|tk)\b\D{0,25}?(?<fold>\d[\d .-]{5,22}\d)/dg,
  },
  { reason: 'paper', bare: true, pattern: /(?<!\d)(?:\d{3}[ .]?){3}(?:\d{3})?(?!\d)/g },
  { reason: 'phone', bare: true, pattern: /(?<![\d])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)/g },
  { reason: 'plate', bare: true, pattern: /\b\d{2}[a-z]{1,2}\d?[ -.]{1,3}\d{3}\.?\d{1,2}\b/g },
  {
    reason: 'address',
    bare: true,
    pattern:
      /\b(?:so nha|nha so|can ho|can nha so|phong so)\s+\d+[a-z]?(?:[/-]\d+[a-z]?)*(?:\s*,?\s*(?:ngo|ngach|hem|kiet)\s+\d+[a-z]?(?:\/\d+[a-z]?)*)?/g,
  },
  {
    reason: 'address',
    bare: true,
    pattern:
      /\bso\s+\d+[a-z]?(?:[/-]\d+[a-z]?)*\s*,?\s*(?:ngo|ngach|hem|kiet)\s+\d+[a-z]?(?:\/\d+[a-z]?)*/g,
  },
  {
    reason: 'address',
    bare: false,
    pattern: new RegExp(
      String.raw`(?:[Ss]ố nhà|[Nn]hà số|[Ss]ố)\s+\d+[\p{L}\d/-]*\s*,?\s*(?:đường|phố)\s+${capital}(?: ${capital}){0,3}`,
      'gu',
    ),
  },
  {
    reason: 'address',
    bare: true,
    pattern: /\b(?:ngo|ngach|hem|kiet)\s+(?:so\s+)?\d+[a-z]?(?:\/\d+[a-z]?)*/g,
  },
  {
    reason: 'minor',
    bare: true,
    pattern: /\b(?:chau|be|em|con|hoc sinh)\b[^.\n;]{0,60}?\blop \d{1,2}(?: ?[a-z]\d?)?\b/g,
  },
  {
    reason: 'minor',
    bare: true,
    pattern: /\b(?:chau|be|em|con)\b[^.\n;]{0,40}?\b(?:[1-9]|1[0-7]) (?:tuoi|thang)\b/g,
  },
  {
    reason: 'sender',
    bare: true,
    pattern:
      /\b(?:toi|em|chau|minh) (?:ten(?: la)?|la (?:con|vo|chong|em|anh|chi|me|bo|chau|dau|re|chu|thuong binh|cuu chien binh|giao vien|nguoi))\b[^.,;\n]{0,60}/g,
  },
  {
    reason: 'sender',
    bare: true,
    pattern:
      /\bnha (?:toi|em|chau|minh|chung toi) (?:o )?(?:canh|sat|doi dien|gan|so|ngay)\b[^.,;\n]{0,60}/g,
  },
  {
    reason: 'sender',
    bare: true,
    pattern: /\b(?:ky ten|nguoi viet|nguoi gui|nguoi lam don)\s*:\s*[^\n]{2,80}/g,
  },
  {
    reason: 'kin',
    bare: true,
    pattern:
      /\b(?:vo|chong|con (?:trai|gai|dau|re|ruot)|em (?:trai|gai|ruot|re|dau)|anh (?:trai|ruot|re)|chi (?:gai|ruot|dau)|bo me|me (?:vo|chong|ruot)|bo (?:vo|chong|ruot)|hang xom|bo nhi|nhan tinh)\s+(?:cua\s+)?(?:ong|ba|anh|chi|co|chu|bac|toi|em|chau)\b/g,
  },
  {
    reason: 'name',
    bare: true,
    pattern: new RegExp(
      String.raw`\b(?:${families.join('|')}) (?:${middles.replaceAll(' ', '|')}) \p{L}{2,7}\b`,
      'gu',
    ),
  },
  {
    reason: 'name',
    bare: false,
    pattern: new RegExp(String.raw`(?<![\p{L}])${capital}(?: ${capital}){1,4}`, 'gu'),
  },
]
// «chị Hoa»: the word of address in any case and accent, the name with a capital.
const addressed = new RegExp(String.raw`(?<![\p{L}])(?:${kin}) `, 'gu')
const named = new RegExp(name, 'uy')

/**
 * Passages of a text that may tell who the sender, a third person or a child is, by plain rules:
 * numbers, family names, words of kinship and of places. They only propose; a person reads. The names
 * in `known` (whom the letter is about) are left alone. In order, not overlapping.
 */
export function foldsIn(text: string, known: readonly string[] = []): Fold[] {
  const bare = barely(text)
  const found = rules.flatMap(({ reason, bare: barely, pattern }) =>
    [...(barely ? bare : text).matchAll(pattern)].flatMap((match) => {
      const [from, to] = match.indices?.groups?.fold ?? [match.index, match.index + match[0].length]
      const isName = reason !== 'name' || barely || isFamily(text.slice(from, to))
      return isName ? [{ from, to, reason }] : []
    }),
  )
  for (const { 0: word, index } of bare.matchAll(addressed)) {
    named.lastIndex = index + word.length
    const to = named.lastIndex + (named.exec(text)?.[0].length ?? 0)
    if (to > index + word.length) found.push({ from: index + word.length, to, reason: 'name' })
  }
  const spared = known.map((one) => barely(one).trim()).filter(Boolean)
  return apart(
    found.filter(({ reason, from, to }) => !isKnown(reason, bare.slice(from, to), spared)),
  )
}

/** The text with a sign in the place of each fold: `[tên]`. */
export function without(text: string, folds: readonly Fold[]): string {
  let left = ''
  let place = 0
  for (const { from, to, reason } of folds) {
    left += text.slice(place, from) + foldSigns[reason]
    place = to
  }
  return left + text.slice(place)
}

/** What a summary still holds of what should have been folded, and the letter's own wording. */
export type Leftover = {
  folds: { words: string; reason: FoldReason }[]
  run: { syllables: number; words: string } | null
}

/** Syllables in a row from which a summary is the letter's own wording. */
const verbatimFrom = 12

/** Looks a summary over. Signs like `[tên]` are no words of the letter. */
export function leftoverOf(
  summary: string,
  letter: string,
  known: readonly string[] = [],
): Leftover {
  const own = foldsIn(summary, known).map(({ from, to, reason }) => ({
    words: summary.slice(from, to),
    reason,
  }))
  const said = ` ${syllablesOf(summary)
    .map(({ bare }) => bare)
    .join(' ')} `
  const kept = foldsIn(letter, known)
    .map(({ from, to, reason }) => ({ words: letter.slice(from, to), reason }))
    .filter(({ words }) => {
      const syllables = syllablesOf(words).map(({ bare }) => bare)
      return syllables.length > 0 && said.includes(` ${syllables.join(' ')} `)
    })
  const folds = [...new Map([...own, ...kept].map((one) => [barely(one.words), one])).values()]
  return { folds, run: verbatimRun(summary, letter, verbatimFrom) }
}

// «Đường Lê Lợi» is a street, «Dương Lê Lợi» a man.
function isFamily(words: string): boolean {
  const [first = ''] = words.toLowerCase().split(' ')
  return first !== 'đường' && families.includes(barely(first))
}

// An official's full name or the last word of it, by which everybody calls them.
function isKnown(reason: FoldReason, bare: string, known: readonly string[]): boolean {
  if (reason !== 'name') return false
  return known.some((one) => one === bare || one.endsWith(` ${bare}`))
}

// Of two that overlap the one that begins first holds, and grows over the other.
function apart(found: Fold[]): Fold[] {
  const kept: Fold[] = []
  for (const fold of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = kept.at(-1)
    if (last && fold.from < last.to) last.to = Math.max(last.to, fold.to)
    else kept.push({ ...fold })
  }
  return kept
}
