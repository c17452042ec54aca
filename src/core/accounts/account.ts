import { listAt, numberAt, textAt, type CrmRecord } from '../values.ts';

/** How much of the company's records a role shows. */
export const VISIBILITIES = ['all', 'two_levels', 'reports', 'own'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** A person who signs in, as the directory remembers him. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Sees and may do everything, whatever the role. */
  readonly administrator: boolean;
  readonly active: boolean;
  readonly managerId: number | null;
  /** The branches that the person works in; empty: all of them. */
  readonly branchIds: readonly number[];
  readonly record: CrmRecord;
}

export interface Role {
  readonly id: number;
  /** A stable word for programs: `director`, `sales_manager`… */
  readonly code: string;
  readonly title: string;
  readonly visibility: Visibility;
  /** May add and change users. */
  readonly managesUsers: boolean;
  /** API languages that people of the role may not use. */
  readonly closedFaces: readonly string[];
  readonly record: CrmRecord;
}

/** A key of a program. Only the hash of its secret is kept. */
export interface ApiKey {
  readonly id: number;
  readonly label: string;
  readonly ownerId: number;
  /** Faces the key opens; empty means all. */
  readonly faces: readonly string[];
  /** May name any active login and act as that user; otherwise only its owner. */
  readonly speaksForAll: boolean;
  /** Milliseconds since 1970 UTC; null: does not expire. */
  readonly expiresAt: number | null;
}

/** The role of someone whose own role is gone: he sees what is his. */
const NO_ROLE: Role = { id: 0, code: 'none', title: '', visibility: 'own', managesUsers: false, closedFaces: [], record: { id: 0, version: 0 } };

export function toRole(record: CrmRecord): Role {
  const visibility = VISIBILITIES.find((known) => known === record['visibility']) ?? 'own';
  return {
    id: record.id,
    code: textAt(record, 'code') ?? '',
    title: textAt(record, 'title') ?? '',
    visibility,
    managesUsers: record['manages_users'] === true,
    closedFaces: listAt(record, 'closed_faces'),
    record,
  };
}

export function toAccount(record: CrmRecord, roles: ReadonlyMap<number, Role>): Account {
  return {
    id: record.id,
    login: textAt(record, 'login') ?? '',
    name: textAt(record, 'name') ?? '',
    role: roles.get(numberAt(record, 'role') ?? 0) ?? NO_ROLE,
    administrator: record['administrator'] === true,
    active: record['active'] !== false,
    managerId: numberAt(record, 'manager'),
    branchIds: record['administrator'] === true ? [] : listAt(record, 'branches').map(Number),
    record,
  };
}

export function toApiKey(record: CrmRecord): ApiKey {
  return {
    id: record.id,
    label: textAt(record, 'label') ?? '',
    ownerId: numberAt(record, 'owner') ?? 0,
    faces: listAt(record, 'faces'),
    speaksForAll: record['speaks_for_all'] === true,
    expiresAt: numberAt(record, 'expires_at'),
  };
}
