/**
 * Writes fine-tuning samples of records, a line each, in a random order:
 * `node --import tsx scripts/train/samples/main.ts --template alpaca FILE... > samples.jsonl`
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { recordSchema } from '../../../src/plan/record.ts';
import { sampled, seededRandom } from './random.ts';
import { samplesOf } from './samples.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    template: { type: 'string', default: 'alpaca' },
    distractors: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
  },
});
const { template } = values;
const [distractors, seed] = [Number(values.distractors), Number(values.seed)];
if (positionals.length === 0 || (template !== 'alpaca' && template !== 'chatml')) {
  throw new Error('Name files of records; --template is alpaca or chatml.');
}
if (!Number.isInteger(distractors) || distractors < 0 || !Number.isInteger(seed)) {
  throw new Error('--distractors and --seed are whole numbers.');
}
const records = positionals.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => recordSchema.parse(JSON.parse(line))),
);
const samples = records.map((record, index) =>
  samplesOf(record, { template, distractors, seed: seed + index }),
);
const all = sampled(samples.flat(), Number.POSITIVE_INFINITY, seededRandom(seed));
for (const sample of all) process.stdout.write(`${JSON.stringify(sample)}\n`);
const open = samples.filter(({ length }) => length === 0).length;
process.stderr.write(
  `${all.length} samples of ${records.length} records; ${open} left out, their words are open\n`,
);
