import { z } from 'zod';
import { argument, defineTool } from '../tool.ts';
import { mapsUrl } from './maps-url.ts';

export const mapsOpenLocation = defineTool({
  name: 'maps_open_location',
  description: 'Shows a place in Maps and returns its link.',
  app: 'Maps',
  effect: 'reads',
  args: z.object({
    location: argument('place', z.string().trim().min(1, 'Say which place.').describe('the place')),
  }),
  run: async ({ location }, { mac, signal }) => {
    const url = mapsUrl({ q: location });
    await mac.openUrl(url, { signal });
    return url;
  },
});
