/** What every speech model here listens to: mono, in samples a second. */
export const sampleRate = 16_000;

export const samplesOf = (ms: number): number => Math.round((ms * sampleRate) / 1000);

export const msOf = (samples: number): number => (samples * 1000) / sampleRate;

/** Samples as 16-bit integers, what lies outside -1..1 clipped, what is no number silent. */
export const pcm16 = (samples: Float32Array): Int16Array =>
  Int16Array.from(samples, (sample) =>
    Number.isNaN(sample) ? 0 : Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767))),
  );
