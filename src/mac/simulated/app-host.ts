import { createAppObjects } from './app-objects.ts';
import { createAppResolver } from './app-resolver.ts';
import type { Dictionary } from './dictionary.ts';
import { type AppModel, type AppObject, keyOf } from './model.ts';
import { display, displaySpecifier } from './script/display.ts';
import { boolean, cannotGet, integer, missing } from './script/values.ts';
import { fromValue, toValue } from './stored.ts';
import { type AppHost, type Command, ScriptError, type Specifier, type Value } from './values.ts';

/**
 * A scriptable app over a part of the world: its dictionary says what there is, its model what it does.
 * `forgets`: properties it takes without an error and does not keep.
 */
export function createAppHost(
  model: AppModel,
  dictionary: Dictionary,
  { forgets = () => false }: { forgets?: (property: string) => boolean } = {},
): AppHost {
  const objects = createAppObjects(model, dictionary);
  const { root, elements, stored, keep, describe, shown, references, specifierOf } = objects;
  const { valueAt, objectsAt } = createAppResolver(objects, model);

  async function send(command: Command): Promise<Value> {
    const { name, direct, parameters } = command;
    const objectsIn = (value: Value | undefined): AppObject[] => {
      if (value?.type === 'reference') return objectsAt(value.specifier);
      return value?.type === 'list' ? value.items.flatMap(objectsIn) : [];
    };
    const own = model.commands?.[name]?.({
      name,
      parameters,
      get objects() {
        return objectsIn(direct);
      },
      get value() {
        return direct?.type === 'reference' ? undefined : direct;
      },
      objectsOf: (label) => objectsIn(parameters.get(label)),
      objectsAt: (specifier) => objectsAt(specifier),
      command,
    });
    if (own !== undefined) return shown(own);
    switch (name) {
      case 'get':
        return direct?.type === 'reference' ? valueAt(direct.specifier) : (direct ?? missing);
      case 'set':
        if (direct?.type !== 'reference') throw new ScriptError(-10006, 'Can’t set that.');
        setAt(direct.specifier, parameters.get('to') ?? missing);
        return missing;
      case 'count':
        return integer(count(direct, parameters.get('each')));
      case 'exists':
        return boolean(exists(direct));
      case 'make':
        return make(parameters);
      case 'delete':
        for (const object of objectsIn(direct)) remove(object);
        return missing;
      case 'move':
        return move(objectsIn(direct), parameters.get('to'));
      // what only changes what is shown, or has nothing to do here
      case 'activate':
      case 'launch':
      case 'run':
      case 'reopen':
      case 'quit':
      case 'save':
      case 'view calendar':
      case 'switch view':
      case 'reload calendars':
      case 'check for new mail':
      case 'synchronize':
        if (!dictionary.terminology.commands.has(name)) break;
        return missing;
      default:
        break;
    }
    throw new ScriptError(
      -1708,
      `${display(direct ?? missing, 'source')} doesn’t understand the “${name}” message.`,
    );
  }

  function setAt(specifier: Specifier, value: Value): void {
    if (specifier.form !== 'property') throw cannotSet(displaySpecifier(specifier), value);
    for (const owner of objectsAt(specifier.of)) setProperty(owner, specifier.name, value);
  }

  function setProperty(object: AppObject, name: string, value: Value): void {
    const description = describe(object, name);
    if (description.access === 'r')
      throw cannotSet(`${name} of ${displaySpecifier(specifierOf(object))}`, value);
    const kept = fromValue(value, description.type, dictionary);
    if (forgets(description.name)) return;
    const own = model.set?.[`${object.className}.${description.name.toLowerCase()}`];
    if (own === undefined) object.data[keyOf(description.name)] = kept;
    else own(object, toValue(kept, description.type, dictionary));
  }

  function make(parameters: ReadonlyMap<string, Value>): Value {
    const wanted = parameters.get('new');
    if (wanted?.type !== 'class') throw new ScriptError(-1701, 'Some parameter is missing for make.');
    const at = parameters.get('at');
    const container = at === undefined ? root : containerAt(at);
    const className = dictionary.classNamed(wanted.name)?.name.toLowerCase() ?? wanted.name;
    if (dictionary.classNamed(container.className)?.elements.get(className) !== 'rw')
      throw new ScriptError(-10024, 'Can’t make or move that element into that container.');
    const given = parameters.get('with properties');
    const home = model.home?.[`${container.className}.${className}`]?.(container) ?? container;
    const object: AppObject = { className, data: model.create?.[className]?.(home) ?? {}, container: home };
    if (given?.type === 'record') for (const [name, value] of given.fields) setProperty(object, name, value);
    model.check?.[className]?.(object);
    const placed = stored(home, className);
    keep(home, className, placed);
    if (at?.type === 'reference' && at.specifier.form === 'insertion' && at.specifier.at === 'beginning')
      placed.unshift(object.data);
    else placed.push(object.data);
    return references([object], false);
  }

  function containerAt(at: Value): AppObject {
    if (at.type !== 'reference')
      throw new ScriptError(-1700, `Can’t make ${display(at, 'source')} into type location specifier.`);
    const { specifier } = at;
    // `end of events of calendar 1`: the calendar; `end of calendar 1`: the same
    const place =
      specifier.form === 'insertion' && specifier.of.form === 'element' && specifier.of.select.by === 'every'
        ? specifier.of.of
        : specifier.form === 'insertion'
          ? specifier.of
          : specifier;
    const [container] = objectsAt(place);
    if (container === undefined) throw cannotGet(displaySpecifier(place));
    return container;
  }

  function remove(object: AppObject): void {
    const list = object.container === undefined ? [] : stored(object.container, object.className);
    const index = list.indexOf(object.data);
    if (index < 0)
      throw new ScriptError(-10003, `${displaySpecifier(specifierOf(object))} can’t be deleted.`);
    list.splice(index, 1);
  }

  function move(objects: readonly AppObject[], to: Value | undefined): Value {
    if (to === undefined) throw new ScriptError(-1701, 'Some parameter is missing for move.');
    const container = containerAt(to);
    const moved = objects.map((object) => {
      if (dictionary.classNamed(container.className)?.elements.get(object.className) !== 'rw')
        throw new ScriptError(-10024, 'Can’t make or move that element into that container.');
      remove(object);
      const placed = stored(container, object.className);
      placed.push(object.data);
      keep(container, object.className, placed);
      return { ...object, container };
    });
    return references(moved, moved.length !== 1);
  }

  function count(direct: Value | undefined, each: Value | undefined): number {
    if (direct?.type === 'list') return direct.items.length;
    if (direct?.type !== 'reference') return 0;
    if (each?.type === 'class')
      return objectsAt(direct.specifier).flatMap((object) => elements(object, each.name)).length;
    const value = valueAt(direct.specifier);
    return value.type === 'list' ? value.items.length : value.type === 'text' ? [...value.value].length : 1;
  }

  function exists(direct: Value | undefined): boolean {
    if (direct?.type !== 'reference') return direct !== undefined && direct.type !== 'missing value';
    try {
      const value = valueAt(direct.specifier);
      return value.type !== 'missing value' && !(value.type === 'list' && value.items.length === 0);
    } catch (error) {
      if (error instanceof ScriptError && (error.number === -1728 || error.number === -1719)) return false;
      throw error;
    }
  }

  return { name: model.name, send };
}

const cannotSet = (shown: string, value: Value): ScriptError =>
  new ScriptError(-10006, `Can’t set ${shown} to ${display(value, 'source')}.`);
