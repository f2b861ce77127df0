import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('without Electron’s binary its suite fails with the way to get it, instead of passing untested', () => {
  const script = fileURLToPath(new URL('../../scripts/app/test-electron.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: fileURLToPath(new URL('nowhere', import.meta.url)) },
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('Nothing was tested')]);
  expect(stderr).toContain('npx install-electron');
});
