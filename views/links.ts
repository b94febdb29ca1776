import type { Lang } from './lang.ts'

/** A link inside the house that keeps the reader's language: `/tra-cuu` → `/tra-cuu?lang=en`. */
export function at(path: string, lang: Lang): string {
  const [place = '', query = ''] = path.split('?')
  const wanted = new URLSearchParams(query)
  wanted.delete('lang')
  if (lang === 'en') wanted.set('lang', 'en')
  return wanted.size === 0 ? place : `${place}?${wanted}`
}
