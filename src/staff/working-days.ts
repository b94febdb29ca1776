const hoursAhead = 7 // Viet Nam keeps UTC+7 all year

/** The end of the n-th working day (Monday to Friday, in Viet Nam) after a moment. */
export function endOfWorkingDay(after: Date, days: number): Date {
  const local = new Date(after.getTime() + hoursAhead * 3_600_000)
  const day = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()))
  for (let left = days; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left -= 1
  }
  return new Date(day.getTime() + (24 - hoursAhead) * 3_600_000)
}
