import type { FromEngine, Recognise, ToEngine } from './engine-messages.ts';
import { openTransformers } from './transformers.ts';
import { openWhisperCpp } from './whisper-cpp.ts';

/** The way to the process that started this one. */
export interface EnginePort {
  tell(message: FromEngine): void;
  onMessage(listener: (message: ToEngine) => void): void;
}

/** As `fork` makes it; this process ends with the one that started it. */
const forkedPort: EnginePort = {
  tell: (message) => process.send?.(message),
  onMessage(listener) {
    process.on('message', listener);
    process.on('disconnect', () => process.exit());
  },
};

/** Serves the process that started this one, until it goes: see createEngineProcess. */
export function hostEngine({ tell, onMessage }: EnginePort = forkedPort): void {
  let recognise: Recognise | undefined;
  const handle = async (message: ToEngine): Promise<void> => {
    switch (message.type) {
      case 'load': {
        const { model } = message;
        recognise =
          model.engine === 'whisper.cpp'
            ? await openWhisperCpp(model.path, model.language)
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
  onMessage((message) => {
    handle(message).catch((error: unknown) =>
      tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
  });
}
