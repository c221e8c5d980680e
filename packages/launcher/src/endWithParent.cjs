// Loaded before a service that the launcher starts: when the launcher is gone, however it ended, its services end too.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
