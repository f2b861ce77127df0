import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly { id: string; nodes: readonly { html: string; failureSummary?: string }[] }[];
}

/** macOS's material behind a window that is not opaque, at its least helpful. */
const material = { light: '#d4d4d8', dark: '#3a3a40' } as const;

/** What axe finds wrong with the page as it stands, each with the element and why. */
export async function violations(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  // the page's policy keeps scripts out; the debugger's may run
  await page.evaluate(`document.documentElement.style.background = '${material[scheme]}'`);
  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  await page.evaluate(`document.documentElement.style.background = ''`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html}\n${failureSummary}`),
  );
}
