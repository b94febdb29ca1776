import { type Order, print, warm } from './press.ts'

// A process of its own for orders of one kind; it ends when the console hangs up (press-apart.ts).
process.on('message', async (order: Order) => {
  process.send?.(await print(order))
})
await warm(process.argv[2] as Order['what'])
