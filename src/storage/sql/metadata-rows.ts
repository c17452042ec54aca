import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { createCatalog, type Catalog } from '../../core/metadata/catalog.ts';
import { createRowCodec, type RowCodec } from './row-codec.ts';
import type { Row } from './statement.ts';

/** Entities as stored: each definition is one JSON text that this product wrote. */
export function readEntities(rows: readonly Row[]): readonly EntityDefinition[] {
  return rows.map((row) => JSON.parse(String(row['definition'])) as EntityDefinition);
}

/** A catalog with a row codec for each entity. */
export interface CodedCatalog {
  readonly catalog: Catalog;
  codec(entity: string): RowCodec;
}

/** Joins entities and their codecs; made anew with each change of metadata. */
export function codeCatalog(entities: readonly EntityDefinition[], revision: number): CodedCatalog {
  const codecs = new Map(entities.map((entity) => [entity.name, createRowCodec(entity)]));
  const catalog = createCatalog(entities, revision);
  return {
    catalog,
    codec(name) {
      const found = codecs.get(name);
      return found ?? createRowCodec(catalog.entity(name));
    },
  };
}
