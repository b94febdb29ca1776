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
  return { day: shownDay(vietNamDay(utc)), time: localTime(utc).slice(11, 16) }
}

/** The day in Viet Nam (`YYYY-MM-DD`) on which a UTC second falls. */
export function vietNamDay(utc: string): string {
  return localTime(utc).slice(0, 10)
}

function localTime(utc: string): string {
  return new Date(Date.parse(utc) + vietNam).toISOString()
}
