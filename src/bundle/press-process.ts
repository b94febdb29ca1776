import { type Order, printCopies, printPapers } from './press.ts'

// A process of its own, which ends with its one order (press-apart.ts).
process.once('message', async (order: Order) => {
  const { contents, seal } = order
  const printed =
    order.what === 'papers'
      ? await printPapers(contents, seal)
      : printCopies(contents, seal, order.range)
  process.send?.(printed, () => process.disconnect())
})
