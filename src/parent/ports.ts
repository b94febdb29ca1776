import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { portRefused, portTaken } from '../../views/words/start.ts'
import type { Config, DoorName } from '../config.ts'
import { Problem } from '../problem.ts'

/** Where each door listens, by the names of its variables. */
const places = {
  letterbox: ['HOST', 'PORT'],
  desk: ['DESK_HOST', 'DESK_PORT'],
  console: ['CONSOLE_HOST', 'CONSOLE_PORT'],
} as const satisfies Record<DoorName, readonly [keyof Config, keyof Config]>

/**
 * Makes sure every door of this machine can listen, before anything is started; waits up to
 * `patience` milliseconds for ports that are still in use.
 * Raises Problem('conflict') with the sentence that names port and variable.
 */
export async function needPorts(config: Config, patience: number): Promise<void> {
  const until = Date.now() + patience
  for (const door of config.DOORS) {
    const [host, port] = places[door]
    while (!(await canListen(config[host], config[port], host, port))) {
      if (Date.now() >= until) throw new Problem('conflict', portTaken(config[port], port))
      await sleep(100)
    }
  }
}

async function canListen(host: string, port: number, hostName: string, portName: string) {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const probe = createServer()
  probe.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') return resolve(false)
    const name = error.code === 'EACCES' ? portName : hostName
    reject(new Problem('conflict', portRefused(host, port, name)))
  })
  probe.listen(port, host, () => probe.close(() => resolve(true)))
  return promise
}
