import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files of long tests, in the order in which they should begin: those that start servers do not meet all at once. */
const CAMPAIGNS = ['/test/kill/', '/test/contracts/storage/', '/test/designer/', '/src/dialects/rukovoditel/import/run-import', '/test/fuzz/'];

/**
 * Begins with the campaigns: where no earlier run has told how long files take, they would be left for the end by their
 * size, and one process would wait for them alone.
 */
export default class CampaignsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return campaignsFirst(await super.sort(files));
  }
}

/** Puts the campaigns in front, in their order; all others keep theirs. */
export function campaignsFirst<File extends { readonly moduleId: string }>(files: readonly File[]): File[] {
  return files.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function placeOf({ moduleId }: { readonly moduleId: string }): number {
  const place = CAMPAIGNS.findIndex((part) => moduleId.includes(part));
  return place === -1 ? CAMPAIGNS.length : place;
}
