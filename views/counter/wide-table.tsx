import type { Child } from 'hono/jsx'

/** A table that may be wider than a telephone: it scrolls by itself, by keyboard too. */
export function WideTable({ label, children }: { label: string; children?: Child }) {
  return (
    <section class="table" tabindex={0} aria-label={label}>
      {children}
    </section>
  )
}
