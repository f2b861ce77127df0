import { render } from 'preact';
import { call } from '../bridge.ts';
import '../style/base.css';
import '../style/settings.css';
import { Settings } from './settings.tsx';

const initial = await call('getState', {});
render(<Settings initial={initial} at={decodeURIComponent(location.hash.slice(1))} />, document.body);
