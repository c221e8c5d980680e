import type { Config } from './config.ts';

export type Tracing = {
  /** Sends what is still waiting to be sent. */
  stop(): Promise<void>;
};

/**
 * Starts OpenTelemetry when the environment names a collector; else nothing of it is loaded.
 *
 * Must be awaited before anything imports `node:http`'s users, since instrumentation works by wrapping it. The exporter
 * and the sampler read the standard `OTEL_*` variables themselves.
 */
export async function startTracing(config: Config): Promise<Tracing | undefined> {
  if (!config.tracesEndpoint) {
    return undefined;
  }
  const [
    { BatchSpanProcessor, NodeTracerProvider },
    { OTLPTraceExporter },
    { defaultResource, detectResources, envDetector, resourceFromAttributes },
    { registerInstrumentations },
    { HttpInstrumentation },
    { UndiciInstrumentation },
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/instrumentation'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-undici'),
  ]);

  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(
        resourceFromAttributes({
          'service.name': config.serviceName,
          'service.version': config.serviceVersion,
        }),
      )
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const stopInstrumentations = registerInstrumentations({
    tracerProvider: provider,
    instrumentations: [
      new HttpInstrumentation({
        // Probes every few seconds would bury what people look for.
        ignoreIncomingRequestHook: request => /^\/(?:healthz|readyz|metrics)(?:\?|$)/.test(request.url ?? ''),
      }),
      // Calls made with fetch.
      new UndiciInstrumentation(),
    ],
  });

  return {
    async stop() {
      stopInstrumentations();
      await provider.shutdown();
    },
  };
}
