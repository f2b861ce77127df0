/** Prints the sixteen tools as JSON, in label order, for the Python side: `node --import tsx scripts/train/describe-tools.ts`. */
import { tools } from '../../src/tools/index.ts';
import { parameters } from '../../src/tools/tool.ts';

const described = tools.map((tool) => ({
  name: tool.name,
  description: tool.description,
  parameters: parameters(tool),
}));
process.stdout.write(`${JSON.stringify(described)}\n`);
