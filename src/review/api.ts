import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import type { StaffEnv } from '../staff/actor.ts'
import { type StaffDoor, staffGuard } from '../staff/guard.ts'
import { fieldErrors } from './fields.ts'
import { addFrameCalls } from './frame-api.ts'
import { addRecordCalls, addRecordCallsOfTheDesk } from './record-api.ts'
import { addReferenceCalls } from './reference-api.ts'
import { addResidenceCalls } from './residence-api.ts'
import type { ReviewApp } from './shapes.ts'
import { addUnitCalls } from './unit-api.ts'

/**
 * The JSON API of the review side (contract: "Console and desk"). The desk serves opening and
 * reading records and explanations; the console everything. Errors are for the door's handler.
 */
export function reviewApi(staff: StaffDoor): ReviewApp {
  const app: ReviewApp = new OpenAPIHono<StaffEnv>({
    defaultHook: (result) => {
      if (result.success) return
      throw new Problem('invalid', problemWords.invalid, fieldErrors(result.error))
    },
  })
  const limit = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge })
  const shared = ['review-records', 'evidence', 'explanations']
  const inside = ['officials', 'cycles', 'areas', 'organisations', 'remedies']
  for (const name of staff.door === 'console' ? [...shared, ...inside] : shared) {
    app.use(`/api/v1/${name}/*`, staffGuard(staff), limit)
  }
  // A signed PDF comes in base64.
  const paper = bodyLimit({ maxSize: 15 << 20, onError: tooLarge })
  app.use('/api/v1/residence-rounds/*', staffGuard(staff), paper)
  addRecordCallsOfTheDesk(app, staff)
  addResidenceCalls(app, staff)
  if (staff.door === 'console') {
    addRecordCalls(app, staff)
    addReferenceCalls(app, staff)
    addUnitCalls(app, staff)
    addFrameCalls(app, staff)
  }
  return app
}

function tooLarge(): never {
  throw new Problem('too_large', problemWords.tooLarge)
}
