import { app, dialog } from 'electron';
import { declareScheme } from './scheme.ts';
import { startApp } from './start-app.ts';

// Electron's life cycle; what the app is, is in start-app.ts
if (app.requestSingleInstanceLock()) {
  declareScheme();
  await app.whenReady();
  try {
    await startApp();
  } catch (error) {
    dialog.showErrorBox('TinyAgent could not start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  }
} else {
  app.quit();
}
