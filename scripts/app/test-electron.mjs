// npm run test:electron: the app's suite on Electron itself. Without the binary nothing is tested, and that is no success.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { binary, howToGet } from './electron-binary.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = binary();
if (file === undefined) {
  process.stderr.write(
    `Nothing was tested: Electron’s binary is not here. ${howToGet}\n` +
      'Then run `npm run test:electron` again. `npm run test:app` tests the app on a double of Electron.\n',
  );
  process.exit(1);
}
const run = (command, args, env = {}) => {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
};
run('npm', ['run', '--silent', 'build']);
run('npx', ['vitest', 'run', '--config', 'vitest.app.config.ts', ...process.argv.slice(2)], {
  TINYAGENT_TEST_ELECTRON: file,
});
