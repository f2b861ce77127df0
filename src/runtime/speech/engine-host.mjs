// The sources are TypeScript and run as they are; tsx translates them as they load.
import { register } from 'tsx/esm/api';

register();
const { hostEngine } = await import('./engine-host.ts');
hostEngine();
