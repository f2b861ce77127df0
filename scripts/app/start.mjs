// npm start: builds the app and runs it. `npm start -- --dry-run` runs it on the simulated Mac.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary, electron, howToGet } from './electron-binary.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

if (binary() === undefined) {
  process.stdout.write('Fetching Electron, once…\n');
  spawnSync(process.execPath, [join(electron, 'install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
  });
}
const file = binary();
if (file === undefined) {
  process.stderr.write(
    `Electron’s binary is not here and could not be fetched. ${howToGet} Then run \`npm start\` again.\n` +
      'Without it, `npm run ask -- "…"` does the same work, and `npm run test:app` runs the window in a Chromium.\n',
  );
  process.exit(1);
}
const build = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
const app = spawn(file, [root, ...process.argv.slice(2)], { stdio: 'inherit' });
app.on('exit', (status) => process.exit(status ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal));
