import { connect } from '../../db/connection.ts'
import { migrated } from '../../db/migrated.ts'
import { variableMissing } from '../../views/words/start.ts'
import { configOf } from '../config.ts'
import { Problem } from '../problem.ts'
import { startTracing } from '../tracing.ts'
import { deskApp } from './apps.ts'
import { mayOpen } from './life.ts'
import { addressBehind, logger, open } from './serve.ts'
import { staffDoorOf } from './staff.ts'

// The desk's process: cells, officials, meeting members. It holds no letter key and no signing key.
const config = configOf(process.env)
if (!config.DESK_DATABASE_URL) throw new Problem('invalid', variableMissing('DESK_DATABASE_URL'))
const { db, pool, close } = connect(config.DESK_DATABASE_URL, { max: 8, name: 'desk' })
const staff = staffDoorOf('desk', config, db, addressBehind(config.TRUST_PROXY))
const app = deskApp(staff, logger('desk', config.LOG_LEVEL), () => migrated(pool))
const endTracing = await startTracing('desk', config)
await mayOpen()
open({ fetch: app.fetch, hostname: config.DESK_HOST, port: config.DESK_PORT }, async () => {
  await close()
  await endTracing()
})
