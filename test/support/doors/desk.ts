// A staff door that says who it is; `/slow` answers after a while, `/die` ends the process.
import { createServer } from 'node:http'
import { live } from '../../../src/doors/life.ts'

const server = createServer((request, response) => {
  if (request.url === '/die') process.kill(process.pid, 'SIGKILL')
  const wait = request.url === '/slow' ? 700 : 0
  setTimeout(() => response.end(JSON.stringify({ pid: process.pid, env: process.env })), wait)
})
const port = Number(process.env.DESK_PORT ?? process.env.CONSOLE_PORT)
server.listen(port, '127.0.0.1', () => live(server, async () => {}))
