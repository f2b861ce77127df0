// npm start: builds the app and runs it. `npm start -- --dry-run` runs it on the simulated Mac.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** Where the binary lies; undefined while it is not there. Electron's package fetches it when it is first wanted. */
function binary() {
  const pathFile = join(electron, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist');
  const file = join(folder, readFileSync(pathFile, 'utf8').trim());
  return existsSync(file) ? file : undefined;
}

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
    'Electron’s binary is not here and could not be fetched. With a connection to GitHub, run `npx install-electron`\n' +
      'and then `npm start` again; behind a proxy set ELECTRON_GET_USE_PROXY=1, for a mirror ELECTRON_MIRROR.\n' +
      'Without it, `npm run ask -- "…"` does the same work, and `npm run test:app` runs the window in a Chromium.\n',
  );
  process.exit(1);
}
const build = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
const app = spawn(file, [root, ...process.argv.slice(2)], { stdio: 'inherit' });
app.on('exit', (status) => process.exit(status ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal));
