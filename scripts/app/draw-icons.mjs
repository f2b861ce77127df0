// Draws the menu-bar icons and the app's icon from the shapes below, with a Chromium: node scripts/app/draw-icons.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A ring with a gap, as the window's mark at work; black on nothing, so that macOS can tint it. 18 points square. */
const ring = (inside) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 18" fill="none" stroke="#000" stroke-width="1.7" stroke-linecap="round">${inside}</svg>`;
const menuBar = {
  idle: ring(
    '<path d="M12.900 4.300a6.200 6.200 0 1 0 2.200 3.300"/><circle cx="9" cy="9" r="2.100" fill="#000" stroke="none"/>',
  ),
  listening: ring('<path d="M3.500 7.500v3M6.250 5v8M9 3v12M11.750 5.500v7M14.500 7.500v3"/>'),
  working: ring(
    '<path d="M9 2.800a6.200 6.200 0 0 1 6.200 6.200M9 15.200a6.200 6.200 0 0 1-6.200-6.200"/><circle cx="9" cy="9" r="2.100" fill="#000" stroke="none"/>',
  ),
  'needs-you': ring(
    '<circle cx="9" cy="9" r="6.200"/><path d="M9 5.800v3.700"/><circle cx="9" cy="12.100" r="1.050" fill="#000" stroke="none"/>',
  ),
};
const app = `<div style="width:1024px;height:1024px;padding:100px">
  <div style="width:824px;height:824px;border-radius:186px;background:linear-gradient(#fdfdff,#e3e6f2);box-shadow:0 12px 30px #0004;display:grid;place-items:center">
    <div style="width:520px;height:520px;border-radius:50%;background:conic-gradient(from 200deg,#4d7bff,#a56bea,#f083ab,#ffb38a,#4d7bff);-webkit-mask:radial-gradient(circle,#000 92px,transparent 94px,transparent 150px,#000 152px)"></div>
  </div></div>`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
async function draw(html, size, file, deviceScaleFactor = 1) {
  const page = await browser.newPage({ viewport: { width: size, height: size }, deviceScaleFactor });
  await page.setContent(
    `<style>*{margin:0;box-sizing:border-box}svg{display:block;width:${size}px}</style>${html}`,
  );
  writeFileSync(file, await page.screenshot({ omitBackground: true }));
  await page.close();
}
mkdirSync(at('src/app/main/icons'), { recursive: true });
for (const [name, svg] of Object.entries(menuBar)) {
  await draw(svg, 18, at(`src/app/main/icons/${name}Template.png`));
  await draw(svg, 18, at(`src/app/main/icons/${name}Template@2x.png`), 2);
}
mkdirSync(at('resources'), { recursive: true });
await draw(app, 1024, at('resources/icon.png'));
await browser.close();
