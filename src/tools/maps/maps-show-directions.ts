import { z } from 'zod';
import { argument, defineTool } from '../tool.ts';
import { mapsUrl } from './maps-url.ts';

export const mapsShowDirections = defineTool({
  name: 'maps_show_directions',
  description: 'Shows the way to a place in Maps and returns its link.',
  app: 'Maps',
  effect: 'reads',
  args: z.object({
    start_location: argument('place', z.string().describe('where from, or "" for here')),
    end_location: argument('place', z.string().trim().min(1, 'Say where to.').describe('where to')),
    transport: argument('transport', z.string().describe('d driving, w walking, r public transit')),
  }),
  run: async ({ start_location, end_location, transport }, { mac, signal }) => {
    const url = mapsUrl({
      saddr: isHere(start_location) ? '' : start_location, // without a start Maps begins here
      daddr: end_location,
      dirflg: ['w', 'r'].includes(transport) ? transport : 'd',
    });
    await mac.openUrl(url, { signal });
    return url;
  },
});

const isHere = (place: string): boolean =>
  /^(?:here|(?:my |the )?current (?:location|position)|my location|where i am)?$/i.test(place.trim());
