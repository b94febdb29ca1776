import { Hono } from 'hono'
import { heardOn } from '../../channels/all.ts'
import type { Arrival, Channel } from '../../channels/channel.ts'
import { problemWords } from '../../views/words/problems.ts'
import { webhookWords as words } from '../../views/words/webhooks.ts'
import { Problem } from '../problem.ts'
import { mostWithout, readBody } from './body.ts'
import { dropArrivals } from './chat.ts'
import { type Intake, refuseWhenFull } from './take.ts'

/**
 * Where the platforms deliver: 200 only after the events are stored, 404 for a channel that is off,
 * 413 above 256 KiB, 401 unless the platform signed these very bytes, 400 when they are not JSON.
 */
export function webhooks(intake: Pick<Intake, 'box' | 'secrets'>): Hono {
  const app = new Hono()
  const secrets = intake.secrets ?? {}

  function channelOr404(name: string): Channel {
    const channel = heardOn(secrets).find((one) => one.name === name)
    if (!channel) throw new Problem('not_found', problemWords.notFound)
    return channel
  }

  app.get('/webhooks/:channel', (c) => {
    const channel = channelOr404(c.req.param('channel'))
    if (!channel.challenge) throw new Problem('not_found', problemWords.notFound)
    const answer = channel.challenge(new URL(c.req.url).searchParams, secrets)
    if (answer === null) throw new Problem('unauthenticated', words.notSigned)
    return c.text(answer)
  })

  app.post('/webhooks/:channel', async (c) => {
    const channel = channelOr404(c.req.param('channel'))
    const raw = await readBody(c.req.raw, mostWithout)
    if (!(await channel.verify(raw, c.req.raw.headers, secrets))) {
      throw new Problem('unauthenticated', words.notSigned)
    }
    const arrivals = translated(channel, raw)
    await refuseWhenFull(intake.box)
    await dropArrivals(intake.box, arrivals)
    return c.json({ status: 'stored' })
  })
  return app
}

function translated(channel: Channel, raw: Uint8Array): Arrival[] {
  try {
    return channel.translate(raw)
  } catch (error) {
    if (error instanceof SyntaxError) throw new Problem('invalid', problemWords.notJson)
    throw error
  }
}
