// A start that is killed: owns a directory, starts its server, commits one word, then waits for the end.
import { join } from 'node:path'
import pg from 'pg'
import { lock } from '../../db/lock.ts'
import { startServer } from '../../db/server.ts'
import { isTrouble } from '../../db/trouble.ts'

const [dir = '', word = ''] = process.argv.slice(2)

try {
  lock(dir)
  const server = await startServer(join(dir, 'database'), () => {})
  const client = new pg.Client({ connectionString: server.superuserUrl })
  await client.connect()
  await client.query('create table if not exists words (word text)')
  await client.query('insert into words values ($1)', [word])
  process.stdout.write(`${JSON.stringify({ server: server.pid })}\n`)
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
} catch (thrown) {
  if (!isTrouble(thrown)) throw thrown
  process.stdout.write(`${JSON.stringify({ trouble: thrown.trouble, about: thrown.about })}\n`)
}
