/** One bar: what it says at its left and right; `value` null is not told and drawn as an empty frame. */
export type Bar = { label: string; value: number | null; text: string }

const row = 26
const left = 270
const wide = 300

/**
 * Bars side by side as SVG, with presentation attributes alone: the pages' policy allows no styles of
 * their own, and the papers' press reads no style sheet. In the order given; black on white prints.
 */
export function Plot({
  bars,
  label,
  font,
}: {
  bars: readonly Bar[]
  label: string
  font?: string
}) {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0))
  const [width, height] = [left + wide + 110, bars.length * row + 4]
  const letters = { 'font-size': '13', 'font-family': font ?? 'sans-serif' }
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {bars.map(({ label: name, value, text }, at) => {
        const y = at * row + 2
        const length = value === null ? 6 : Math.max(2, Math.round((value / most) * wide))
        const look =
          value === null
            ? { fill: 'none', stroke: '#555', 'stroke-dasharray': '2 2' }
            : { fill: '#3a5f8a' }
        return (
          <>
            <text x={left - 8} y={y + 15} text-anchor="end" {...letters}>
              {short(name)}
            </text>
            <rect x={left} y={y + 4} width={length} height={14} {...look} />
            <text x={left + length + 6} y={y + 15} {...letters}>
              {text}
            </text>
          </>
        )
      })}
    </svg>
  )
}

/** The same as text, for the papers' press. */
export function plotSvg(bars: readonly Bar[], label: string): string {
  return String(<Plot bars={bars} label={label} font="Tinos, serif" />)
}

function short(name: string): string {
  const letters = [...name]
  return letters.length <= 32 ? name : `${letters.slice(0, 31).join('')}…`
}
