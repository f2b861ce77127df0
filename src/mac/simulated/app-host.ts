import type { Dictionary, PropertyDescription } from './dictionary.ts';
import { type AppModel, type AppObject, type Data, type Got, keyOf } from './model.ts';
import { toBoolean, toText } from './script/coerce.ts';
import { compare } from './script/compare.ts';
import { display, displaySpecifier } from './script/display.ts';
import { boolean, cannotGet, integer, list, missing, text } from './script/values.ts';
import { fromValue, toValue } from './stored.ts';
import {
  type AppHost,
  type Command,
  ScriptError,
  type Selection,
  type Specifier,
  type Test,
  type Value,
} from './values.ts';

/**
 * A scriptable app over a part of the world: its dictionary says what there is, its model what it does.
 * `forgets`: properties it takes without an error and does not keep.
 */
export function createAppHost(
  model: AppModel,
  dictionary: Dictionary,
  { forgets = () => false }: { forgets?: (property: string) => boolean } = {},
): AppHost {
  const root: AppObject = { className: 'application', data: model.root, container: undefined };

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

  /** What a specifier's value is: objects come back as references, properties as what they hold. */
  function valueAt(specifier: Specifier, it?: AppObject): Value {
    if (specifier.form !== 'property') return references(objectsAt(specifier, it), isMany(specifier));
    const owners = ownersOf(specifier, it);
    const each = owners.map((owner) => shown(property(owner, specifier.name)));
    return isMany(specifier.of) ? list(each) : (each[0] ?? missing);
  }

  /** The objects a specifier names. Throws ScriptError -1728 or -1719 when one that is named is not there. */
  function objectsAt(specifier: Specifier, it?: AppObject): AppObject[] {
    switch (specifier.form) {
      case 'application':
        return [root];
      case 'it':
        if (it === undefined) throw cannotGet('it');
        return [it];
      case 'property':
        return ownersOf(specifier, it).flatMap((owner) => {
          const got = property(owner, specifier.name);
          if (isObject(got)) return [got];
          if (isObjects(got)) return [...got];
          throw cannotGet(displaySpecifier(specifier));
        });
      case 'element':
        return elementsAt(specifier, it);
      case 'insertion':
        return objectsAt(specifier.of, it);
      default:
        return specifier satisfies never;
    }
  }

  const ownersOf = ({ of }: { of: Specifier }, it: AppObject | undefined): AppObject[] => objectsAt(of, it);

  function elementsAt(specifier: Extract<Specifier, { form: 'element' }>, it?: AppObject): AppObject[] {
    const { select, of } = specifier;
    // `item 2 of (every note whose …)`: the index counts what was found.
    if (
      of.form === 'element' &&
      of.className === specifier.className &&
      isMany(of) &&
      of.select.by === 'whose'
    )
      return chosen(objectsAt(of, it), select, specifier, undefined);
    return objectsAt(of, it).flatMap((container) =>
      chosen(elements(container, specifier.className), select, specifier, container),
    );
  }

  function chosen(
    all: readonly AppObject[],
    select: Selection,
    specifier: Extract<Specifier, { form: 'element' }>,
    container: AppObject | undefined,
  ): AppObject[] {
    const one = (object: AppObject | undefined, errorNumber: -1728 | -1719): AppObject[] => {
      if (object !== undefined) return [object];
      const invalid = errorNumber === -1719 ? ' Invalid index.' : '';
      throw new ScriptError(errorNumber, `Can’t get ${displaySpecifier(specifier)}.${invalid}`);
    };
    switch (select.by) {
      case 'every':
        return [...all];
      case 'index':
        return one(
          all.at(select.index > 0 ? select.index - 1 : select.index === 0 ? all.length : select.index),
          -1719,
        );
      case 'some':
        return one(all[Math.floor(Math.random() * all.length)], -1728);
      case 'middle':
        return one(all[Math.floor((all.length - 1) / 2)], -1728);
      case 'range': {
        const [from, to] = [select.from, select.to].map((at) => (at < 0 ? all.length + at : at - 1));
        if (from === undefined || to === undefined || all[from] === undefined || all[to] === undefined)
          return one(undefined, -1719);
        return all.slice(Math.min(from, to), Math.max(from, to) + 1);
      }
      case 'name': {
        const found = all.find((object) => sameText(nameOf(object), select.name));
        return one(
          found ?? (container && model.named?.[specifier.className]?.(container, select.name)),
          -1728,
        );
      }
      case 'id': {
        const wanted = toText(select.id);
        return one(
          all.find((object) => toText(identity(object) ?? missing) === wanted) ??
            (container && model.named?.[specifier.className]?.(container, wanted)),
          -1728,
        );
      }
      case 'whose':
        return all.filter((object) => passes(object, select.test));
      default:
        return select satisfies never;
    }
  }

  function passes(object: AppObject, test: Test): boolean {
    const operand = (value: Value): Value =>
      value.type === 'reference' && rootsAtIt(value.specifier) ? valueAt(value.specifier, object) : value;
    switch (test.op) {
      case 'and':
        return passes(object, test.left) && passes(object, test.right);
      case 'or':
        return passes(object, test.left) || passes(object, test.right);
      case 'not':
        return !passes(object, test.test);
      case 'true':
        return toBoolean(operand(test.value));
      default:
        return compare(test.op, operand(test.left), operand(test.right), test.ignoring);
    }
  }

  /** The elements of a class and of the classes that inherit from it. Throws -1728 where a class has none such. */
  function elements(container: AppObject, className: string): AppObject[] {
    const own = model.elements?.[`${container.className}.${className}`];
    if (own !== undefined) return own(container);
    const declared = [...(dictionary.classNamed(container.className)?.elements.keys() ?? [])];
    if (!declared.includes(className))
      throw cannotGet(`every ${className} of ${displaySpecifier(specifierOf(container))}`);
    return declared
      .filter((name) => dictionary.isA(name, className))
      .flatMap((name) =>
        name !== className && model.elements?.[`${container.className}.${name}`] !== undefined
          ? elements(container, name)
          : stored(container, name).map((data) => ({ className: name, data, container })),
      );
  }

  /** The world's own list of an element class; one that is not there yet becomes part of it with its first element. */
  function stored(container: AppObject, className: string): Data[] {
    const kept = container.data[keyOfElements(className)];
    return Array.isArray(kept) ? (kept as Data[]) : [];
  }

  const keyOfElements = (className: string): string =>
    keyOf(dictionary.classNamed(className)?.plural ?? className);

  function describe(object: AppObject, name: string): PropertyDescription {
    const found = dictionary.classNamed(object.className)?.properties.get(name);
    if (found === undefined) throw cannotGet(`${name} of ${displaySpecifier(specifierOf(object))}`);
    return found;
  }

  function property(object: AppObject, name: string): Got {
    const description = describe(object, name);
    if (name === 'class') return { type: 'class', name: object.className };
    if (name === 'properties') return allProperties(object);
    if (description.access === 'w') throw cannotGet(`${name} of ${displaySpecifier(specifierOf(object))}`);
    const own = model.get?.[`${object.className}.${description.name.toLowerCase()}`];
    if (own !== undefined) return own(object);
    if (object.className === 'application' && description.name === 'name') return text(model.name);
    return toValue(object.data[keyOf(description.name)], description.type, dictionary);
  }

  function allProperties(object: AppObject): Value {
    const fields = new Map<string, Value>();
    for (const [name, { access }] of dictionary.classNamed(object.className)?.properties ?? []) {
      if (name !== 'properties' && access !== 'w') fields.set(name, shown(property(object, name)));
    }
    return { type: 'record', fields };
  }

  function setAt(specifier: Specifier, value: Value): void {
    if (specifier.form !== 'property') throw cannotSet(displaySpecifier(specifier), value);
    for (const owner of ownersOf(specifier, undefined)) setProperty(owner, specifier.name, value);
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
    home.data[keyOfElements(className)] = placed;
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
      container.data[keyOfElements(object.className)] = placed;
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

  const shown = (got: Got): Value =>
    isObject(got) ? references([got], false) : isObjects(got) ? references(got, true) : got;

  function references(objects: readonly AppObject[], many: boolean): Value {
    const each = objects.map((object): Value => ({ type: 'reference', specifier: specifierOf(object) }));
    return many ? list(each) : (each[0] ?? missing);
  }

  /** How an app names its object: by id where the class has one, else by its place. */
  function specifierOf(object: AppObject): Specifier {
    const { className, container } = object;
    if (container === undefined) return { form: 'application', app: model.name };
    const atTop = dictionary.classNamed('application')?.elements.has(className) === true;
    const id = identity(object);
    const name = nameOf(object);
    const of = atTop && id !== undefined ? specifierOf(root) : specifierOf(container);
    const select: Selection =
      id !== undefined
        ? { by: 'id', id }
        : name !== '' && elements(container, className).filter((other) => nameOf(other) === name).length === 1
          ? { by: 'name', name }
          : {
              by: 'index',
              index: elements(container, className).findIndex(({ data }) => data === object.data) + 1,
            };
    return { form: 'element', className, select, of };
  }

  const identity = (object: AppObject): Value | undefined => {
    const kept = object.data.id ?? object.data.uid;
    return typeof kept === 'string' ? text(kept) : typeof kept === 'number' ? integer(kept) : undefined;
  };

  const nameOf = (object: AppObject): string => {
    const description = dictionary.classNamed(object.className);
    if (description?.properties.has('name') !== true) return '';
    const got = property(object, 'name');
    return !isObject(got) && !isObjects(got) && got.type === 'text' ? got.value : '';
  };

  return { name: model.name, send };
}

const isObjects = (got: Got): got is readonly AppObject[] => Array.isArray(got);
const isObject = (got: Got): got is AppObject => 'className' in got;

/** Whether a specifier names any number of objects, so that its value is a list. */
const isMany = (specifier: Specifier): boolean =>
  specifier.form === 'element'
    ? specifier.select.by === 'every' ||
      specifier.select.by === 'whose' ||
      specifier.select.by === 'range' ||
      (isMany(specifier.of) && specifier.select.by !== 'index')
    : specifier.form === 'property' && isMany(specifier.of);

const rootsAtIt = (specifier: Specifier): boolean =>
  specifier.form === 'it' || (specifier.form !== 'application' && rootsAtIt(specifier.of));

const sameText = (a: string, b: string): boolean =>
  a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();

const cannotSet = (shown: string, value: Value): ScriptError =>
  new ScriptError(-10006, `Can’t set ${shown} to ${display(value, 'source')}.`);
