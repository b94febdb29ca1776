type Hour = { hour: number; letters: number; p99: number; most: number }

/** Letters, waits for the answer and the queue by hour, as three small plots under each other (SVG). */
export function plotOf(hours: readonly Hour[]): string {
  const rows: [string, (hour: Hour) => number][] = [
    ['thư trong giờ (letters)', (hour) => hour.letters],
    ['chờ trả lời, p99, ms (wait for the answer)', (hour) => hour.p99],
    ['thư chờ mở, nhiều nhất (waiting to be unpacked)', (hour) => hour.most],
  ]
  // The words over a plot need room also where the hours are few.
  const width = Math.max(340, hours.length * 30 + 60)
  const parts = rows.map(([title, of], row) => {
    const top = row * 150
    const most = Math.max(1, ...hours.map(of))
    const bars = hours.map((hour, place) => {
      const height = (of(hour) / most) * 100
      const x = 50 + place * 30
      return `<rect x="${x}" y="${(top + 130 - height).toFixed(1)}" width="22" height="${height.toFixed(1)}" fill="#35628f"/>
<text x="${x + 11}" y="${top + 143}" font-size="10" text-anchor="middle">${hour.hour}</text>`
    })
    return `<text x="4" y="${top + 20}" font-size="12">${title}: ≤ ${Math.round(most)}</text>
${bars.join('\n')}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 460" font-family="sans-serif">
<title>${rows.map(([title]) => title).join('; ')}</title>
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
</svg>
`
}
