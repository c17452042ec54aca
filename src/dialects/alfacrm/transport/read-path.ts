export interface CalledPath {
  /** The branch that the address names; 0 and none are all branches. */
  readonly branch: number;
  readonly entity: string;
  readonly action: string;
}

const BRANCH = /^\d{1,10}$/u;
const NAME = /^[a-z]+(?:-[a-z]+)*$/u;

/**
 * Reads what follows `/v2api/`: `{branch}/{entity}/{action}`, where the branch may be left out, and the action, which is
 * `index` then (alfaCRM contract 2.1). Undefined for anything else, underscored names among it.
 */
export function readPath(path: string): CalledPath | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  const [first = '', ...rest] = parts;
  const branch = BRANCH.test(first) ? Number(first) : 0;
  const [entity = '', action = 'index', ...more] = BRANCH.test(first) ? rest : parts;
  return NAME.test(entity) && NAME.test(action) && more.length === 0 ? { branch, entity, action } : undefined;
}
