import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** electron-builder.yml, read and checked by electron-builder's own code; nothing is fetched or packed. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config.js');
const { getPublishConfigs } = require('app-builder-lib/out/publish/PublishManager.js');
const { getRepositoryInfo } = require('app-builder-lib/out/util/repositoryInfo.js');
const { DebugLogger } = require('builder-util');

const config = await getConfig(root, join(root, 'electron-builder.yml'), null);
const entitlements = readFileSync(join(root, config.mac.entitlements), 'utf8');

test('electron-builder takes the configuration', async () => {
  await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
});

test('every file it names is there', () => {
  const named = [
    config.mac.entitlements,
    config.mac.entitlementsInherit,
    join('resources', config.mac.icon),
    ...config.extraResources.map(({ from }: { from: string }) => from),
  ];
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('it is packed for both kinds of Mac, as an image and as the zip that updates are taken from', () => {
  expect(config.mac.target).toEqual([
    { target: 'dmg', arch: ['arm64', 'x64'] },
    { target: 'zip', arch: ['arm64', 'x64'] },
  ]);
});

test.each([
  ['github:someone/something', { provider: 'github', owner: 'someone', repo: 'something' }],
  [undefined, null],
])('with the repository %s in package.json, updates come from %j', async (repository, place) => {
  const repositoryInfo = getRepositoryInfo(join(root, 'nowhere'), { repository });
  const packager = {
    config,
    platformSpecificBuildOptions: config.mac,
    expandMacro: (value: string) => value,
    info: { config, repositoryInfo, appInfo: { channel: null } },
  };
  const places = await getPublishConfigs(packager, null, null, false);
  expect(places).toEqual([place]);
});

test('under the hardened runtime it may control apps and hear the microphone, and macOS can say why', () => {
  expect(config.mac.hardenedRuntime).toBe(true);
  const may = [...entitlements.matchAll(/<key>com\.apple\.security\.(.+?)<\/key>\s*<true\/>/g)].map(
    ([, key]) => key,
  );
  expect(may).toEqual(['cs.allow-jit', 'automation.apple-events', 'device.audio-input']);
  expect(config.mac.extendInfo).toMatchObject({
    NSAppleEventsUsageDescription: expect.stringContaining('Mail'),
    NSMicrophoneUsageDescription: expect.stringContaining('listens'),
  });
});

test('the fuses keep it from being run as anything else', () => {
  expect(config.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  });
});

test('native libraries and models lie outside the archive', () => {
  expect(config.asarUnpack).toEqual(
    expect.arrayContaining(['**/*.node', '**/*.dylib', 'node_modules/@node-llama-cpp/**']),
  );
  expect(config.extraResources).toEqual([{ from: 'models', to: 'models' }]);
});
