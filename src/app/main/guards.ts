import { app, session } from 'electron';
import { isOurPage } from './scheme.ts';

/** What no window of ours may do, whatever its page says: go elsewhere, open windows, embed, use devices. */
export function guardWindows(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  // the microphone, for our own pages; nothing else, for nobody
  session.defaultSession.setPermissionRequestHandler((contents, permission, callback, details) =>
    callback(
      permission === 'media' &&
        isOurPage(contents.getURL()) &&
        'mediaTypes' in details &&
        details.mediaTypes?.every((type) => type === 'audio') === true,
    ),
  );
  session.defaultSession.setPermissionCheckHandler(
    (contents, permission, _origin, { mediaType }) =>
      permission === 'media' && mediaType !== 'video' && contents !== null && isOurPage(contents.getURL()),
  );
}
