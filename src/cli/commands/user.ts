import type { Command } from 'commander';
import { createUser } from '../../core/accounts/create-user.ts';
import { setActive } from '../../core/accounts/set-active.ts';
import { setPassword } from '../../core/accounts/set-password.ts';
import type { Crm } from '../../core/crm.ts';
import { CrmError } from '../../core/errors.ts';
import { Refusal } from '../../server/refusal.ts';
import { takePassword, type PasswordOption } from '../password.ts';
import { table } from '../table.ts';
import { report, type CommonOptions, type Outcome, type Terminal } from '../terminal.ts';
import { CLI, withCrm } from '../with-crm.ts';

interface AddOptions extends CommonOptions, PasswordOption {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly administrator?: boolean;
  readonly manager?: string;
  readonly email?: string;
}

/** `tolmach user add|list|password|block|unblock`. */
export function addUser(program: Command, terminal: Terminal): void {
  const user = program.command('user').description('the people of the installation');
  user.command('add').description('add a user')
    .requiredOption('--login <login>', 'what the user signs in with')
    .requiredOption('--name <name>', 'how the user is called')
    .option('--role <code>', 'director, division_head, department_head, sales_manager, …', 'sales_manager')
    .option('--administrator', 'sees and may do everything')
    .option('--manager <login>', 'whom the user reports to')
    .option('--email <address>')
    .option('--password-stdin', 'read the password from the standard input; without it one is made and shown once')
    .option('--json', 'answer as one JSON value')
    .action((options: AddOptions) => report(terminal, options, () => withCrm(terminal, (crm) => add(terminal, crm, options))));
  user.command('list').description('list the users')
    .option('--json', 'answer as one JSON value')
    .action((options: CommonOptions) => report(terminal, options, () => withCrm(terminal, list)));
  user.command('password').description('set the password of a user').argument('<login>')
    .option('--password-stdin', 'read the password from the standard input; without it one is made and shown once')
    .option('--json', 'answer as one JSON value')
    .action((login: string, options: CommonOptions & PasswordOption) => report(terminal, options, () => withCrm(terminal, (crm) => change(terminal, crm, login, options))));
  user.command('block').description('let a user in no more: neither by password nor by his keys').argument('<login>')
    .option('--json', 'answer as one JSON value')
    .action((login: string, options: CommonOptions) => report(terminal, options, () => withCrm(terminal, (crm) => switchTo(crm, login, false))));
  user.command('unblock').description('let a blocked user in again').argument('<login>')
    .option('--json', 'answer as one JSON value')
    .action((login: string, options: CommonOptions) => report(terminal, options, () => withCrm(terminal, (crm) => switchTo(crm, login, true))));
}

async function add(terminal: Terminal, crm: Crm, options: AddOptions): Promise<Outcome> {
  const { login, name, role, email } = options;
  const { password, made } = await takePassword(terminal, options);
  const values = { login, name, administrator: options.administrator === true, manager: await managerId(crm, options.manager), emails: email === undefined ? [] : [email] };
  const id = await createUser(crm, CLI, { values, role, password });
  return {
    lines: [`User ${login} is added (${id}).`, ...(made ? [`Password, shown this once: ${password}`] : [])],
    json: { id, login, ...(made ? { password } : {}) },
  };
}

async function managerId(crm: Crm, login: string | undefined): Promise<number | null> {
  if (login === undefined) return null;
  const manager = (await crm.directory()).accountByLogin(login);
  if (manager === undefined) throw new Refusal(`There is no user ${login} to report to.`);
  return manager.id;
}

async function list(crm: Crm): Promise<Outcome> {
  const users = (await crm.directory()).accounts.map(({ id, login, name, role, administrator, active }) => ({ id, login, name, role: role.code, administrator, active }));
  const rows = users.map((user) => [String(user.id), user.login, user.name, user.role, [user.administrator ? 'administrator' : '', user.active ? '' : 'inactive'].filter((word) => word !== '').join(', ')]);
  return { lines: table(['id', 'login', 'name', 'role', ''], rows), json: users };
}

async function change(terminal: Terminal, crm: Crm, login: string, options: PasswordOption): Promise<Outcome> {
  const { password, made } = await takePassword(terminal, options);
  await setPassword(crm, CLI, login, password);
  return {
    lines: [`The password of ${login} is changed.`, ...(made ? [`Password, shown this once: ${password}`] : [])],
    json: { login, ...(made ? { password } : {}) },
  };
}

async function switchTo(crm: Crm, login: string, active: boolean): Promise<Outcome> {
  try {
    await setActive(crm, CLI, login, active);
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'in_use') throw error;
    throw new Refusal(`${login} is the last administrator at work and cannot be blocked.`, { cause: error });
  }
  return { lines: [active ? `User ${login} is let in again.` : `User ${login} is blocked.`], json: { login, active } };
}
