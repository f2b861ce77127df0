/**
 * Samples at another rate, by band-limited interpolation (J. O. Smith, “Digital Audio Resampling”): a sinc under a
 * Kaiser window, one set of weights for each place an output sample can have between two input samples. What the
 * new rate cannot carry is filtered out. Rates in whole Hz.
 */
export function resample(samples: Float32Array, { from, to }: { from: number; to: number }): Float32Array {
  if (from === to) return samples;
  const common = greatestCommonDivisor(from, to);
  const phases = to / common;
  const step = from / common;
  const cutoff = Math.min(1, to / from) * rolloff;
  const reach = Math.ceil(zeroCrossings / cutoff);
  const weights = Array.from({ length: phases }, (_, phase) =>
    windowedSinc(phase / phases, { cutoff, reach }),
  );
  const output = new Float32Array(Math.floor((samples.length * to) / from));
  for (let index = 0; index < output.length; index++) {
    const position = index * step;
    const first = Math.floor(position / phases) - reach + 1;
    const row = weights[position % phases] ?? [];
    let sum = 0;
    for (let tap = Math.max(0, -first); tap < row.length && first + tap < samples.length; tap++) {
      sum += (samples[first + tap] ?? 0) * (row[tap] ?? 0);
    }
    output[index] = sum;
  }
  return output;
}

/** Zero crossings of the sinc on either side: stop band some 80 dB down. */
const zeroCrossings = 24;
/** The pass band ends so much below half the lower rate, leaving room for the filter's slope. */
const rolloff = 0.94;
/** The Kaiser window's shape. */
const beta = 8.6;

/** Weights of the 2·reach input samples around a place `offset` (0..1) after one of them; their sum is 1. */
function windowedSinc(offset: number, { cutoff, reach }: { cutoff: number; reach: number }): Float64Array {
  const weights = Float64Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - reach + 1 - offset;
    const x = Math.PI * distance * cutoff;
    const edge = 1 - (distance / reach) ** 2;
    return edge <= 0 ? 0 : (x === 0 ? 1 : Math.sin(x) / x) * bessel(beta * Math.sqrt(edge));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The modified Bessel function of the first kind, order 0, by its power series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
