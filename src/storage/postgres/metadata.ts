import type { EntityDefinition } from '../../core/metadata/definitions.ts';
import { codeCatalog, readEntities, type CodedCatalog } from '../sql/metadata-rows.ts';
import type { Connections } from './connections.ts';
import { watchEpoch, type Epoch } from './epoch-watch.ts';

/** The entities as this process knows them, kept up with what any process changes. */
export interface Metadata {
  /** What is known of it without asking. */
  epoch(): Epoch;
  readEpoch(): Promise<Epoch>;
  tell(epoch: Epoch): void;
  coded(): Promise<CodedCatalog>;
  /** Reads the entities anew. */
  load(): Promise<{ readonly entities: readonly EntityDefinition[]; readonly revision: number }>;
  close(): Promise<void>;
}

/** One statement, one moment: the entities are those of the revision. */
const METADATA = `SELECT current_schema()::text AS schema, epoch.value, epoch.metadata, entity.definition FROM epoch LEFT JOIN entity ON true ORDER BY entity.name COLLATE "C"`;
const EPOCH = 'SELECT value, metadata FROM epoch';

export async function createMetadata({ quick, listen, nameOf, arranged }: Connections): Promise<Metadata> {
  let known: CodedCatalog | undefined;
  let loading: Promise<CodedCatalog> | undefined;

  const read = async (): Promise<{ readonly coded: CodedCatalog; readonly epoch: Epoch; readonly schema: string }> => {
    const { rows } = await quick.query(METADATA, [], nameOf(METADATA));
    const epoch = { value: Number(rows[0]?.['value']), metadata: Number(rows[0]?.['metadata']) };
    const coded = codeCatalog(readEntities(rows.filter((row) => row['definition'] !== null)), epoch.metadata);
    if (known === undefined || known.catalog.revision < epoch.metadata) {
      known = coded;
      arranged(coded.catalog.entities.reduce((times, { rearranged = 0 }) => times + rearranged, 0));
    }
    return { coded: known, epoch, schema: String(rows[0]?.['schema']) };
  };
  const first = await read();
  const watch = watchEpoch({
    schema: first.schema, first: first.epoch, open: listen,
    read: async () => {
      const { rows } = await quick.query(EPOCH, [], nameOf(EPOCH));
      return { value: Number(rows[0]?.['value']), metadata: Number(rows[0]?.['metadata']) };
    },
  });
  const reload = async (): Promise<CodedCatalog> => {
    const { coded, epoch } = await read();
    watch.tell(epoch);
    return coded;
  };

  return {
    epoch: watch.now,
    readEpoch: watch.ask,
    tell: watch.tell,
    async coded() {
      // A load that began before the change was heard of may bring the entities of before it.
      while (known === undefined || known.catalog.revision < watch.now().metadata) {
        loading ??= reload().finally(() => { loading = undefined; });
        await loading;
      }
      return known;
    },
    async load() {
      const { catalog } = await reload();
      return { entities: catalog.entities, revision: catalog.revision };
    },
    close: watch.close,
  };
}
