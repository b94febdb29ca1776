const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment of staff work as people in Viet Nam read it: `03/12/2026, 14:05`. */
export function shownMoment(moment: Date): string {
  return clock.format(moment)
}
