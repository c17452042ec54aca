/**
 * Work that never runs twice at once: asked for while it runs, it runs once more afterwards. What is given resolves when
 * nothing of it runs any longer. The work never rejects.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await work();
    } while (again);
    running = undefined;
  };
  return () => {
    again = true;
    return (running ??= run());
  };
}
