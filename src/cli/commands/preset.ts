import type { Command } from 'commander';
import { DIALECTS } from '../../server/dialects.ts';
import { loadOptionalPreset, optionalPresets } from '../../server/presets.ts';
import { table } from '../table.ts';
import { report, type CommonOptions, type Terminal } from '../terminal.ts';
import { withCrm } from '../with-crm.ts';

/** `tolmach preset list|load`. */
export function addPreset(program: Command, terminal: Terminal): void {
  const preset = program.command('preset').description('applications that may be loaded beside what is there');
  preset.command('list').description('list the applications, and which of them are loaded')
    .option('--json', 'answer as one JSON value')
    .action((options: CommonOptions) => report(terminal, options, () => withCrm(terminal, async (crm, settings) => {
      const names = [...optionalPresets(DIALECTS, settings).keys()];
      const loaded = await Promise.all(names.map(async (name) => ({ name, loaded: (await crm.storage.readSetting(`preset.${name}`)) !== undefined })));
      return { lines: table(['preset', ''], loaded.map((one) => [one.name, one.loaded ? 'loaded' : ''])), json: loaded };
    })));
  preset.command('load').description('load an application; what is there stays as it is').argument('<name>', 'rukovoditel-default')
    .option('--json', 'answer as one JSON value')
    .action((name: string, options: CommonOptions) => report(terminal, options, () => withCrm(terminal, async (crm, settings) => {
      await loadOptionalPreset(crm, DIALECTS, settings, name);
      return { lines: [`${name} is loaded.`], json: { name, loaded: true } };
    })));
}
