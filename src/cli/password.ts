import { newPassword } from '../server/first-start.ts';
import { Refusal } from '../server/refusal.ts';
import type { Terminal } from './terminal.ts';

export interface PasswordOption {
  readonly passwordStdin?: boolean;
}

export interface GivenPassword {
  readonly password: string;
  /** Made here, so that it has to be shown. */
  readonly made: boolean;
}

/** The password from the standard input, or a new one. Never from the arguments: every user of the machine sees those. */
export async function takePassword(terminal: Terminal, { passwordStdin }: PasswordOption): Promise<GivenPassword> {
  if (passwordStdin !== true) return { password: newPassword(), made: true };
  const password = (await terminal.readInput()).replace(/\r?\n$/u, '');
  if (password === '') throw new Refusal('There is no password on the standard input.');
  return { password, made: false };
}
