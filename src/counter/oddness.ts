const vietnamese = /[àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ]/i
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
// What Word and Excel write by themselves.
const typography = /[\u2010-\u2026\u00a0«»•°]/

/**
 * How unlike Vietnamese a text looks, to tell which of two encodings it was written in: letters no
 * Vietnamese word has, two tone marks in one word, a capital after a small letter.
 */
export function oddness(text: string): number {
  let odd = 0
  for (const character of text.normalize('NFC')) {
    if (character > '\u007f' && !vietnamese.test(character) && !typography.test(character)) odd += 1
  }
  for (const word of text.split(/[^\p{L}\p{M}]+/u)) {
    if ((word.normalize('NFD').match(tones)?.length ?? 0) > 1) odd += 1
    if (/\p{Ll}\p{Lu}/u.test(word)) odd += 1
  }
  return odd
}
