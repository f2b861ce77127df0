import { type ModelMeasurement, measureModel } from '../evaluation/measure-model.ts';
import { findModel } from '../runtime/find-model.ts';
import { gigabytes } from '../runtime/gigabytes.ts';
import { installedModels } from '../runtime/installed.ts';
import { ModelError } from '../runtime/manifest.ts';
import { toolClassifierFolder } from '../runtime/paths.ts';
import { openToolClassifier } from '../runtime/tool-classifier.ts';
import { downloadedModelsFolder } from '../settings/paths.ts';
import { tools } from '../tools/index.ts';
import { done, stopped } from './exit-status.ts';

/** `tinyagent models measure`: what models that write text cost on this machine; those installed when none is named. */
export async function measureModels(
  references: readonly string[],
  { json }: { readonly json?: true },
): Promise<number> {
  const folder = downloadedModelsFolder();
  const named =
    references.length > 0
      ? references
      : (await installedModels(folder))
          .filter(({ files }) => files.some(({ file }) => file.endsWith('.gguf')))
          .map(({ id }) => id);
  if (named.length === 0) {
    throw new ModelError(
      'No model that writes text is installed: pull one, or name a GGUF file. tinyagent bench measures the embedded ones.',
    );
  }
  const found = await Promise.all(named.map((reference) => findModel(reference, { folder })));
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new DOMException('Stopped.', 'AbortError'));
  process.on('SIGINT', onInterrupt);
  const classifier = await openToolClassifier(toolClassifierFolder());
  try {
    for (const model of found) {
      if (!json) process.stderr.write(`Measuring ${model.name} …\n`);
      const measured = await measureModel(model, { classifier, tools, signal: controller.signal });
      process.stdout.write(json ? `${JSON.stringify(measured)}\n` : inWords(measured));
    }
    return done;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    return stopped;
  } finally {
    process.off('SIGINT', onInterrupt);
    await classifier.dispose();
  }
}

function inWords(measured: ModelMeasurement): string {
  const { memoryNeeded, memoryTaken, loadMs, promptTokens, firstCallMs } = measured;
  const ms = (value: number | undefined) =>
    value === undefined ? 'no call was made' : `${value.toFixed(0)} ms`;
  const speed = (value: number | undefined) =>
    value === undefined ? 'nothing' : `${value.toFixed(1)} tokens/s`;
  const rows: [string, string][] = [
    ['memory, estimated', gigabytes(memoryNeeded)],
    ['memory, taken', gigabytes(memoryTaken)],
    ['context', `${measured.contextTokens} tokens`],
    ['load', `${loadMs.toFixed(0)} ms`],
    ['prompt, all tools', `${promptTokens.all} tokens`],
    ['prompt, retrieved tools', `${promptTokens.retrieved} tokens`],
    ['reads', speed(measured.promptTokensPerSecond)],
    ['writes', speed(measured.writtenTokensPerSecond)],
    ['first call, prompt new', ms(firstCallMs.unknown)],
    ['first call, beginning known', ms(firstCallMs.known)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${measured.name}\n${rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`).join('')}`;
}
