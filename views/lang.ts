/** The two languages of every screen; Vietnamese comes first. */
export type Lang = 'vi' | 'en'

/** One thing said to a person, in both languages. */
export type Sentence = { readonly vi: string; readonly en: string }

/** Reads the language a page was asked for (`?lang=en`); anything else is Vietnamese. */
export function langOf(asked: string | undefined): Lang {
  return asked === 'en' ? 'en' : 'vi'
}

/** Picks one language of a sentence. */
export function say(sentence: Sentence, lang: Lang): string {
  return sentence[lang]
}

/** Both languages on one line, for programs and logs that cannot ask which. */
export function both(sentence: Sentence): string {
  return `${sentence.vi} / ${sentence.en}`
}
