const hoursAhead = 7 // Viet Nam keeps UTC+7 all year

/** Days (`YYYY-MM-DD`) that are not worked though in the week, and weekend days that are worked. */
export type Calendar = { off: ReadonlySet<string>; work: ReadonlySet<string> }

const weekendsOnly: Calendar = { off: new Set(), work: new Set() }

/** The end of the n-th working day (in Viet Nam) after a moment. */
export function endOfWorkingDay(after: Date, days: number, calendar = weekendsOnly): Date {
  const day = new Date(`${dayInVietNam(after)}T00:00:00Z`)
  for (let left = days; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (isWorked(day, calendar)) left -= 1
  }
  return new Date(day.getTime() + (24 - hoursAhead) * 3_600_000)
}

/** The n-th working day before a day, both `YYYY-MM-DD`: to count back from a meeting. */
export function workingDayBefore(day: string, days: number, calendar = weekendsOnly): string {
  const at = new Date(`${day}T00:00:00Z`)
  for (let left = days; left > 0; ) {
    at.setUTCDate(at.getUTCDate() - 1)
    if (isWorked(at, calendar)) left -= 1
  }
  return at.toISOString().slice(0, 10)
}

/** The day in Viet Nam at a moment, now unless told otherwise, `YYYY-MM-DD`. */
export function dayInVietNam(moment = new Date()): string {
  return new Date(moment.getTime() + hoursAhead * 3_600_000).toISOString().slice(0, 10)
}

function isWorked(day: Date, { off, work }: Calendar): boolean {
  const name = day.toISOString().slice(0, 10)
  const weekend = day.getUTCDay() === 0 || day.getUTCDay() === 6
  return weekend ? work.has(name) : !off.has(name)
}
