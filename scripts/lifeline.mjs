// Loaded ahead of the server when it runs as a child: should the parent be killed outright, the
// server ends as on SIGTERM instead of living on unnoticed with the port and the files.
if (process.channel !== undefined) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
