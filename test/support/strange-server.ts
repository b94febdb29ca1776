import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A server on 127.0.0.1 that answers whatever it is sent with `words`, or takes the line and never says a word. */
export async function strangeServer(words: Uint8Array | null) {
  const sockets = new Set<Socket>()
  let calls = 0
  const server = createServer((socket) => {
    calls += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', () => void (words !== null && socket.write(words)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    calls: () => calls,
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
