/** A day `YYYY-MM-DD` as people read it, `dd/mm/yyyy`. */
export function shownDay(day: string): string {
  return day.split('-').reverse().join('/')
}

/** A month `YYYY-MM` as people read it, `mm/yyyy`. */
export function shownMonth(month: string): string {
  return shownDay(month)
}

// Added by hand because papers must be the same bytes everywhere, whatever time-zone tables a
// machine has; Viet Nam has had UTC+7 without summer time since 1975.
const vietNam = 7 * 60 * 60 * 1000

/** A UTC second as day and time of the clock in Viet Nam. */
export function shownTime(utc: string): { day: string; time: string } {
  const local = new Date(Date.parse(utc) + vietNam).toISOString()
  return { day: shownDay(local.slice(0, 10)), time: local.slice(11, 16) }
}
