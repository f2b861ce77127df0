import { type Pullable, pullModel } from '../../runtime/downloads/pull-model.ts';
import { installedModel, removeInstalled, verifyInstalled } from '../../runtime/installed.ts';
import { ModelError } from '../../runtime/manifest.ts';
import { downloadedModelsFolder } from '../../settings/paths.ts';
import type { DownloadSource } from './downloads.ts';

/**
 * Models that lie in a folder each. `entry`: what is known by a name. `onRemove`: one is about to be taken away, which
 * the settings may still name.
 */
export function createModelSource({
  entry: known,
  onRemove,
}: {
  entry: (id: string) => Pullable | undefined;
  onRemove: (id: string) => Promise<void>;
}): DownloadSource {
  const folder = downloadedModelsFolder();
  return {
    async pull(id, options) {
      const entry = known(id);
      if (entry === undefined) throw new ModelError(`There is no model called "${id}".`);
      await pullModel(entry, { folder, ...options });
    },
    async verify(id, { signal }) {
      const model = await installedModel(folder, id);
      if (model === undefined) throw new ModelError(`${id} is not installed.`);
      await verifyInstalled(model, { signal });
    },
    async remove(id) {
      await onRemove(id);
      await removeInstalled(folder, id);
    },
  };
}
