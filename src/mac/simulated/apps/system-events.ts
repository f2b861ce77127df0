import { type AppName, appNames, bundleIds } from '../../apps.ts';
import { faultOf, isRunning } from '../faults.ts';
import type { AppEvent, AppModel, AppObject } from '../model.ts';
import { display } from '../script/display.ts';
import { boolean, missing } from '../script/values.ts';
import type { Value } from '../values.ts';
import type { World } from '../world.ts';

/** System Events as far as it tells which apps run and types; what was typed is kept, and nothing reads it. */
export const systemEvents = (world: World): AppModel => {
  const processes = (container: AppObject): AppObject[] =>
    appNames
      .filter((app) => isRunning(app, world))
      .map((app) => ({ className: 'application process', data: process(app), container }));
  return {
    name: 'System Events',
    root: { name: 'System Events', frontmost: false },
    get: {
      'application.ui elements enabled': () =>
        boolean(faultOf('System Events', world, true)?.kind !== 'no-accessibility'),
    },
    elements: { 'application.process': processes, 'application.application process': processes },
    commands: {
      keystroke: (event) => type(`keystroke ${display(event.value ?? missing, 'source')}`, event),
      'key code': (event) => type(`key code ${display(event.value ?? missing, 'source')}`, event),
    },
  };

  function type(keys: string, { parameters }: AppEvent): Value {
    const using = parameters.get('using');
    const held = using === undefined ? [] : using.type === 'list' ? using.items : [using];
    world.typed.push(
      held.length === 0 ? keys : `${keys} using ${held.map((one) => display(one, 'source')).join(', ')}`,
    );
    return missing;
  }
};

const process = (app: AppName) => ({
  name: app,
  displayedName: app,
  bundleIdentifier: bundleIds[app],
  backgroundOnly: app === 'System Events',
  unixId: 400 + appNames.indexOf(app),
});
