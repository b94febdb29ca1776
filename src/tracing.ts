import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Config, DoorName } from './config.ts'

/** Longest wait for the collector when a door ends, in milliseconds. */
const patience = 2_000

/**
 * Sends spans of a staff door to OTEL_EXPORTER_OTLP_ENDPOINT (OTLP over HTTP, `/v1/traces` below it);
 * without that variable nothing is loaded and nothing leaves. The returned function sends what is
 * left. There is no such thing for the letterbox: a span tells the second in which somebody wrote.
 */
export async function startTracing(
  door: Exclude<DoorName, 'letterbox'>,
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers }: Config,
): Promise<() => Promise<void>> {
  if (!endpoint) return async () => {}
  const [{ TracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources, hooks] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
    ])
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    headers: Object.fromEntries(headers?.split(',').map(pairOf) ?? []),
  })
  const provider = new TracerProvider({
    // Its name and nothing of the machine.
    resource: resources.resourceFromAttributes({ 'service.name': `ydan-${door}` }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(provider)
  return async () => {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, patience)
    await Promise.race([provider.shutdown().catch(() => {}), late])
    clearTimeout(timer)
  }
}

function pairOf(header: string): [string, string] {
  const at = header.indexOf('=')
  return [header.slice(0, at), decodeURIComponent(header.slice(at + 1))]
}

/**
 * Runs `work` as a span, within the one that is open; without a collector it just runs. `work` names
 * the span and tells of it through what it is given. Of what it throws only that it threw is told.
 */
export function traced<T>(
  name: string,
  kind: 'request' | 'job',
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const spanKind = kind === 'request' ? SpanKind.SERVER : SpanKind.CONSUMER
  return trace.getTracer('ydan').startActiveSpan(name, { kind: spanKind }, async (span) => {
    try {
      return await work(span)
    } catch (thrown) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw thrown
    } finally {
      span.end()
    }
  })
}
