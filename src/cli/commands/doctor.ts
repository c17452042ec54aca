import type { Command } from 'commander';
import { diagnose, type Finding } from '../../server/doctor.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { readSettings } from '../with-crm.ts';

const MARKS: Readonly<Record<Finding['state'], string>> = { good: 'ok  ', odd: 'odd ', bad: 'BAD ' };

/** `tolmach doctor`. */
export function addDoctor(program: Command, terminal: Terminal): void {
  program.command('doctor')
    .description('check Node, settings, folder, disk, database and port; exit code 1 when something is wrong')
    .option('--json', 'answer as one JSON value')
    .action((options: CommonOptions) => report(terminal, options, () => examine(terminal)));
}

async function examine(terminal: Terminal): Promise<Outcome> {
  const findings = await diagnose(() => readSettings(terminal));
  const failed = findings.some((finding) => finding.state === 'bad');
  return { lines: findings.map(({ check, state, detail }) => `${MARKS[state]}${check}: ${detail}`), json: { ok: !failed, findings }, failed };
}
