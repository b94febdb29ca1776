import type { Lang } from './lang.ts'

const weekdays = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const

/** `2026-12-03` → `03/12/2026`, `2026-12` → `12/2026`; anything else is given back as it is. */
export function shownDay(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso) ?? []
  if (year === undefined || month === undefined) return iso
  return day === undefined ? `${month}/${year}` : `${day}/${month}/${year}`
}

/** `2026-12-03` → `thứ Năm, 03/12/2026` or `Thursday, 03/12/2026`. */
export function shownWeekday(iso: string, lang: Lang): string {
  const name = weekdays[lang][new Date(`${iso}T00:00:00Z`).getUTCDay()]
  return name === undefined ? shownDay(iso) : `${name}, ${shownDay(iso)}`
}
