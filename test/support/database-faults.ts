import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { lives, pidOf } from '../../db/orphan.ts'
import type { OwnDatabase } from './own-database.ts'
import type { SmallDisk } from './small-disk.ts'
import { eventually } from './started.ts'

/** A condition of the whole database server that comes and goes. */
export type DatabaseFault = { begin(): Promise<void>; end(): Promise<void> }

/** Stopped in order, and begun again. */
export const stopped = (database: OwnDatabase): DatabaseFault => ({
  begin: () => database.stop(),
  end: () => database.begin(),
})

/** Gone from one moment to the next; recovers when it is begun again. */
export const crashed = (database: OwnDatabase): DatabaseFault => ({
  begin: () => database.crash(),
  end: () => database.begin(),
})

/** Every connection taken by others, those of letterbox and console among them. */
export function crowded(database: OwnDatabase): DatabaseFault {
  const others: pg.Client[] = []
  let taking = false
  let taken = Promise.resolve()
  async function takeAll(): Promise<void> {
    for (;;) {
      const other = new pg.Client({ connectionString: database.urls.owner })
      other.on('error', () => {})
      try {
        await other.connect()
      } catch {
        return
      }
      others.push(other)
    }
  }
  return {
    async begin() {
      const superuser = new pg.Client({ connectionString: database.superuserUrl })
      await superuser.connect()
      await takeAll()
      for (let left = 1; left > 0; ) {
        await superuser.query(`select pg_terminate_backend(pid) ${ofTheDoors} limit 3`)
        await takeAll()
        left = Number((await superuser.query(`select count(*) ${ofTheDoors}`)).rows[0]?.count)
      }
      await superuser.end()
      // A place that somebody gives back is taken by the next of the others.
      const keepTaking = async () => {
        while (taking) {
          await takeAll()
          await sleep(50)
        }
      }
      taking = true
      taken = keepTaking()
    },
    async end() {
      taking = false
      await taken
      await Promise.all(others.splice(0).map((other) => other.end()))
    },
  }
}
const ofTheDoors = `from pg_stat_activity where usename in ('ydan_letterbox', 'ydan_console')`

/** Somebody holds what letters and acts are written to, and does not let go. */
export function stuck(database: OwnDatabase): DatabaseFault {
  let holder: pg.Client | undefined
  return {
    async begin() {
      holder = new pg.Client({ connectionString: database.superuserUrl })
      holder.on('error', () => {})
      await holder.connect()
      await holder.query('begin; lock table custody_heads in access exclusive mode')
    },
    end: async () => holder?.end(),
  }
}

/** Read-only by a setting, as an administrator or a failover tool does it. */
export const readOnly = (database: OwnDatabase): DatabaseFault => ({
  async begin() {
    await database.says('alter system set default_transaction_read_only = on')
    await database.says('select pg_reload_conf()')
  },
  async end() {
    await database.says('alter system reset default_transaction_read_only')
    await database.says('select pg_reload_conf()')
  },
})

/** What was the primary comes back as a standby, and is promoted in the end. */
export const standby = (database: OwnDatabase): DatabaseFault => ({
  async begin() {
    await database.stop()
    database.becomeStandby()
    await database.begin()
  },
  end: async () => void (await database.says('select pg_promote()')),
})

/** Not one page is left on the disk of the database; `log`: nor in what its own log may reuse. */
export function full(database: OwnDatabase, disk: SmallDisk, log = false): DatabaseFault {
  let filling: NodeJS.Timeout
  async function begin() {
    disk.fill()
    // What a failed statement gives back is gone at once.
    filling = setInterval(() => disk.fill(), 20)
    if (!log) return
    // The next file of the log cannot be made: the server panics, and cannot recover.
    await eventually(
      async () => {
        disk.fill()
        await database.says('select pg_switch_wal()').catch(() => {})
        const pid = pidOf(database.cluster)
        return pid === undefined || !lives(pid)
      },
      (isGone) => isGone,
    )
  }
  async function end() {
    clearInterval(filling)
    disk.free()
    await database.revive()
  }
  return { begin, end }
}
