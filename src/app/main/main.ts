import { app } from 'electron';
import { declareScheme } from './scheme.ts';
import { startApp } from './start-app.ts';

// Electron's life cycle; what the app is, is in start-app.ts
if (app.requestSingleInstanceLock()) {
  declareScheme();
  await app.whenReady();
  await startApp({ voice: undefined });
} else {
  app.quit();
}
