import { afterAll, beforeAll, test } from 'vitest';
import { type Models, openModels } from '../../../src/cli/way-in.ts';
import { play, type Scenario } from './scenario.ts';

/** Plays the scenarios of a test file; the embedded models, for those without a plan, are opened once. */
export function scenarioTests() {
  let models: Models;
  beforeAll(async () => {
    models = await openModels();
  }, 60_000);
  afterAll(() => models.close());
  return {
    play: (scenario: Scenario): Promise<void> => play(scenario, models),
    /** A test a scenario, named as it is. */
    rows: (scenarios: Readonly<Record<string, Scenario>>): void =>
      test.each(Object.entries(scenarios))('%s', (_, scenario) => play(scenario, models)),
  };
}
