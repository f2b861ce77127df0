import { render } from 'preact';
import { call } from '../bridge.ts';
import '../style/base.css';
import '../style/panel.css';
import { Panel } from './panel.tsx';

const initial = await call('getState', {});
render(<Panel initial={initial} />, document.body);
