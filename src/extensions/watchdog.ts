/** Beside the code of an extension in a thread of its own, so that it looks even while that code never gives way. */
const LOOK_MS = 300;
/** Of the whole process: buffers too, which the limit of the heap does not count. */
const MOST_BYTES = 256 * 1024 * 1024;

const parent = process.ppid;

setInterval(() => {
  // Whoever loses its server, or takes too much, ends at once.
  if (process.ppid !== parent || process.memoryUsage.rss() > MOST_BYTES) process.kill(process.pid, 'SIGKILL');
}, LOOK_MS);
