import { member, type Parameters } from '../../transport/parameters.ts';
import { headerText } from '../../transport/utf8.ts';

/** Who calls; '' where nothing was sent. */
export interface Credentials {
  readonly apikey: string;
  readonly login: string;
}

/** Request headers as Node gives them, names in any case. */
export type Headers = { readonly [name: string]: string | string[] | undefined };

/** A place of the request where a credential may stand. */
export type CredentialPlace = (name: string) => string;

/** Takes each credential from the first place that has it. */
export function findCredentials(places: readonly CredentialPlace[]): Credentials {
  const find = (name: string): string => {
    for (const place of places) {
      const text = place(name);
      if (text !== '') return text;
    }
    return '';
  };
  return { apikey: find('apikey'), login: find('login') };
}

/** `Apikey`, `ApiKey` and `apikey` are one header, as HTTP requires (SalesMan contract 1.2). */
export function inHeaders(headers: Headers): CredentialPlace {
  return (name) => {
    const sent = Object.hasOwn(headers, name) ? headers[name] : Object.entries(headers).find(([header]) => header.toLowerCase() === name)?.[1];
    return headerText((Array.isArray(sent) ? sent[0] : sent) ?? '').trim();
  };
}

/** Credentials sent among the parameters. */
export function inParameters(parameters: Parameters): CredentialPlace {
  return (name) => {
    const sent = member(parameters, name);
    return typeof sent === 'string' || typeof sent === 'number' ? String(sent).trim() : '';
  };
}
