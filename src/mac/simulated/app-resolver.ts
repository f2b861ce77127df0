import { type AppObjects, isObject, isObjects } from './app-objects.ts';
import type { AppModel, AppObject } from './model.ts';
import { toBoolean, toText } from './script/coerce.ts';
import { compare } from './script/compare.ts';
import { displaySpecifier } from './script/display.ts';
import { cannotGet, list, missing } from './script/values.ts';
import { ScriptError, type Selection, type Specifier, type Test, type Value } from './values.ts';

/** Finds what specifiers name. `it`: the object a filter looks at. */
export interface AppResolver {
  /** What a specifier's value is: objects come back as references, properties as what they hold. */
  valueAt(specifier: Specifier, it?: AppObject): Value;
  /** The objects a specifier names. Throws ScriptError -1728 or -1719 when one that is named is not there. */
  objectsAt(specifier: Specifier, it?: AppObject): AppObject[];
}

export function createAppResolver(
  { root, elements, property, shown, references, identity, nameOf }: AppObjects,
  { named }: Pick<AppModel, 'named'>,
): AppResolver {
  function valueAt(specifier: Specifier, it?: AppObject): Value {
    if (specifier.form !== 'property') return references(objectsAt(specifier, it), isMany(specifier));
    const owners = ownersOf(specifier, it);
    const each = owners.map((owner) => shown(property(owner, specifier.name)));
    return isMany(specifier.of) ? list(each) : (each[0] ?? missing);
  }

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
        return one(found ?? (container && named?.[specifier.className]?.(container, select.name)), -1728);
      }
      case 'id': {
        const wanted = toText(select.id);
        return one(
          all.find((object) => toText(identity(object) ?? missing) === wanted) ??
            (container && named?.[specifier.className]?.(container, wanted)),
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

  return { valueAt, objectsAt };
}

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
