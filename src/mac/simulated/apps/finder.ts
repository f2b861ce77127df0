import { basename, dirname } from 'node:path/posix';
import { pathToFileURL } from 'node:url';
import type { AppModel, AppObject } from '../model.ts';
import { coerce, toText } from '../script/coerce.ts';
import { isoOf } from '../script/dates.ts';
import { cannotGet, missing, text } from '../script/values.ts';
import { ScriptError, type Value } from '../values.ts';
import type { World } from '../world.ts';

/** The Finder over the world's files; a folder is there when a file is in it. */
export const finder = (world: World): AppModel => {
  const root = {};
  const application: AppObject = { className: 'application', data: root, container: undefined };
  const folderAt = (path: string): AppObject => ({
    className: 'folder',
    data: { path, id: path },
    container: application,
  });
  const filesIn = (folder: AppObject): AppObject[] =>
    world.files
      .filter(({ path }) => dirname(path) === folder.data.path)
      .map((data) => ({ className: 'document file', data, container: folder }));
  const foldersIn = (folder: AppObject): AppObject[] => {
    const path = String(folder.data.path);
    const inside = world.files
      .map((file) => file.path)
      .filter((one) => one.startsWith(`${path}/`))
      .map((one) => one.slice(path.length + 1).split('/'))
      .flatMap((parts) => (parts.length > 1 ? [`${path}/${parts[0]}`] : []));
    return [...new Set(inside)].map((one) => ({ ...folderAt(one), container: folder }));
  };
  const home = () => folderAt(world.user.home);
  const fileUrl = ({ data }: AppObject): Value => text(pathToFileURL(String(data.path)).href);
  const named = ({ data }: AppObject): Value => text(basename(String(data.path)));
  const pathOf = ({
    objects,
    value,
  }: {
    objects: readonly AppObject[];
    value: Value | undefined;
  }): string[] => {
    const given = value === undefined ? [] : value.type === 'list' ? value.items : [value];
    const files = given
      .map((one) => coerce(one, 'file', ''))
      .map((one) => (one.type === 'file' ? one.posixPath : ''));
    for (const path of files)
      if (!world.files.some((file) => file.path === path || file.path.startsWith(`${path}/`)))
        throw cannotGet(`file "${path}"`);
    return [...objects.map(({ data }) => String(data.path)), ...files];
  };
  const members = { file: filesIn, 'document file': filesIn, folder: foldersIn };
  return {
    name: 'Finder',
    root,
    get: {
      'application.home': home,
      'application.desktop': () => ({
        ...folderAt(`${world.user.home}/Desktop`),
        className: 'desktop-object',
      }),
      'document file.name': named,
      'folder.name': named,
      'document file.name extension': ({ data }) => text(/\.([^./]+)$/.exec(String(data.path))?.[1] ?? ''),
      'document file.url': fileUrl,
      'folder.url': fileUrl,
      'document file.container': ({ container }) => container ?? missing,
      'folder.container': ({ container }) => container ?? missing,
      'document file.modification date': ({ data }) => ({
        type: 'date',
        value: new Date(String(data.modified)),
      }),
    },
    named: { folder: (_, path) => (path.startsWith('/') ? folderAt(path) : undefined) },
    set: {
      'document file.name': ({ data }, value) => {
        const to = `${dirname(String(data.path))}/${toText(value)}`;
        if (world.files.some(({ path }) => path === to))
          throw new ScriptError(-48, 'An item with that name already exists.');
        data.path = to;
      },
      'document file.modification date': ({ data }, value) => {
        if (value.type === 'date') data.modified = isoOf(value.value);
      },
    },
    elements: {
      ...Object.fromEntries(
        Object.entries(members).flatMap(([name, list]) => [
          [`application.${name}`, () => list(folderAt(`${world.user.home}/Desktop`))],
          [`folder.${name}`, list],
          [`desktop-object.${name}`, list],
        ]),
      ),
    },
    commands: {
      open: (event) => {
        world.opened.push(...pathOf(event));
        return missing;
      },
      reveal: (event) => {
        pathOf(event);
        return missing;
      },
    },
  };
};
