import type { FromEngine, Recognise, ToEngine } from './engine-messages.ts';
import { openTransformers } from './transformers.ts';
import { openWhisperCpp } from './whisper-cpp.ts';

/** Serves the process that started this one, until it goes: see createEngineProcess. */
export function hostEngine(): void {
  let recognise: Recognise | undefined;
  const tell = (message: FromEngine) => process.send?.(message);
  const handle = async (message: ToEngine): Promise<void> => {
    switch (message.type) {
      case 'load': {
        const { model } = message;
        recognise =
          model.engine === 'whisper.cpp'
            ? await openWhisperCpp(model.path)
            : await openTransformers(model.path, model.dtype);
        tell({ type: 'loaded' });
        return;
      }
      case 'recognise': {
        if (recognise === undefined) throw new Error('No speech model is loaded.');
        const { samples, prompt } = message;
        const text = await recognise(samples, { prompt });
        tell({ type: 'recognised', text });
        return;
      }
      default:
        message satisfies never;
    }
  };
  process.on('message', (message: ToEngine) => {
    handle(message).catch((error: unknown) =>
      tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
