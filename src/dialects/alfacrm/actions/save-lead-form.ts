import type { Crm } from '../../../core/crm.ts';
import type { Parameters } from '../../transport/parameters.ts';
import type { CalledPath } from '../transport/read-path.ts';
import type { WireJson } from '../transport/wire-json.ts';

/** What a public form sends: there is no token (alfaCRM contract 3.29). */
export interface LeadFormCall {
  readonly crm: Crm;
  readonly called: CalledPath;
  readonly query: Parameters;
  readonly body: Parameters;
  readonly address: string;
}

export async function saveLeadForm(_call: LeadFormCall): Promise<WireJson> {
  return { success: false, message: 'Форма не найдена.', errors: { id: ['Форма не найдена.'] } };
}
