/** A link Maps opens on every Apple device (Apple's "Map Links"); empty parameters are left out. */
export function mapsUrl(parameters: Readonly<Record<string, string>>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  return `https://maps.apple.com/?${given.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')}`;
}
