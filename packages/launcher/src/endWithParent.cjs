// Loaded before a service that the launcher starts: when the launcher is gone, however it ended, its services end too.
const PATIENCE_MILLISECONDS = 20_000;

if (process.channel) {
  // Nobody reads then what a service says. That it says so is no failure to be reported in the same place: each report
  // would be the next failure.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', () => {});
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    // As the launcher itself would have it.
    setTimeout(
      () => process.kill(process.pid, 'SIGKILL'),
      PATIENCE_MILLISECONDS,
    ).unref();
  });
  process.channel.unref();
}
