import { shownMoment } from '../staff/moment.ts'

/**
 * Who reads and when, over the whole page, on screen and on a print of it. Drawn as a pattern,
 * because the doors allow no style of one element.
 */
export function Watermark({ name, at }: { name: string; at: Date }) {
  return (
    <svg class="watermark" aria-hidden="true" focusable="false">
      <defs>
        <pattern
          id="watermark"
          width="360"
          height="150"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-24)"
        >
          <text x="10" y="50">
            {name}
          </text>
          <text x="10" y="78">
            {shownMoment(at)}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#watermark)" />
    </svg>
  )
}
