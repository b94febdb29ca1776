import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'

/** Serves an app on 127.0.0.1 at a free port; answers its address and how to stop it. */
export async function serveOn(app: { fetch: (request: Request) => Response | Promise<Response> }) {
  const started = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, started.resolve)
  const { port } = await started.promise
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  }
}
