import { type Config, ConfigError, readConfig } from './config.ts';
import { createHealth } from './health.ts';
import { shutDown } from './shutdown.ts';
import { startTracing } from './tracing.ts';

const config = configOrExit();
const tracing = await startTracing(config);
// Only now, so that tracing sees everything that the app loads.
const { createApp } = await import('./app.ts');

const health = createHealth({
  // Example: database: async () => { await pool.query('select 1'); },
});
const app = createApp({ config, health });

process.on('uncaughtException', error => {
  app.log.fatal({ err: error }, 'Crashed');
  process.exit(1);
});

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) {
      app.log.warn({ signal }, 'Asked to stop again: stopping at once');
      process.exit(1);
    }
    stopping = true;
    void shutDown({ app, health, config, finish: async () => tracing?.stop() }).then(code => process.exit(code));
  });
}

try {
  await app.listen({ host: config.host, port: config.port });
} catch (error) {
  app.log.fatal({ err: error }, 'Could not listen');
  process.exit(1);
}

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    // EX_CONFIG of sysexits.h: restarting it will not help.
    process.exit(78);
  }
}
