// Starts the probe with the widget that the address names: ?peer=NAME&data=URL.
import { start } from './probe.js';

const query = new URLSearchParams(location.search);
/** Resolves to the times of loading. */
globalThis.loading = import(`../peers/${query.get('peer')}.js`).then((peer) => start(peer, query.get('data')));
globalThis.loading.catch(() => {}); // the driver hears of it
