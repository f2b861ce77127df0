import type { Dictionary, PropertyDescription } from './dictionary.ts';
import { type AppModel, type AppObject, type Data, type Got, keyOf } from './model.ts';
import { displaySpecifier } from './script/display.ts';
import { cannotGet, integer, list, missing, text } from './script/values.ts';
import { toValue } from './stored.ts';
import type { Selection, Specifier, Value } from './values.ts';

/** What an app's objects hold, and how they are named. */
export interface AppObjects {
  /** The application itself. */
  readonly root: AppObject;
  /** The elements of a class and of the classes that inherit from it. Throws -1728 where a class has none such. */
  elements(container: AppObject, className: string): AppObject[];
  /** The world's own list of an element class, empty when it is not kept yet. */
  stored(container: AppObject, className: string): Data[];
  /** Makes `elements` the world's own list of their class. */
  keep(container: AppObject, className: string, elements: Data[]): void;
  /** A property as the dictionary has it. Throws -1728 when a class has none such. */
  describe(object: AppObject, name: string): PropertyDescription;
  property(object: AppObject, name: string): Got;
  /** Objects as references, values as they are. */
  shown(got: Got): Value;
  /** `many`: a list, of whatever length. */
  references(objects: readonly AppObject[], many: boolean): Value;
  /** How an app names its object: by id where the class has one, else by its place. */
  specifierOf(object: AppObject): Specifier;
  /** Its id, as the world keeps it. */
  identity(object: AppObject): Value | undefined;
  /** "" when it has none. */
  nameOf(object: AppObject): string;
}

export function createAppObjects(model: AppModel, dictionary: Dictionary): AppObjects {
  const root: AppObject = { className: 'application', data: model.root, container: undefined };

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

  function stored(container: AppObject, className: string): Data[] {
    const kept = container.data[keyOfElements(className)];
    return Array.isArray(kept) ? (kept as Data[]) : [];
  }

  function keep(container: AppObject, className: string, kept: Data[]): void {
    container.data[keyOfElements(className)] = kept;
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

  const shown = (got: Got): Value =>
    isObject(got) ? references([got], false) : isObjects(got) ? references(got, true) : got;

  function references(objects: readonly AppObject[], many: boolean): Value {
    const each = objects.map((object): Value => ({ type: 'reference', specifier: specifierOf(object) }));
    return many ? list(each) : (each[0] ?? missing);
  }

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

  return {
    root,
    elements,
    stored,
    keep,
    describe,
    property,
    shown,
    references,
    specifierOf,
    identity,
    nameOf,
  };
}

export const isObjects = (got: Got): got is readonly AppObject[] => Array.isArray(got);
export const isObject = (got: Got): got is AppObject => 'className' in got;
