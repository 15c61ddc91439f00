// Serves the pages, the widgets and the data on this machine, compressed as a host on the web would. Each file is read and
// compressed once, before a visit that counts.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};
/** These are compressed already. */
const COMPRESSED = /\.(gif|jpe?g|png|woff2?)$/;
/** Above so many bytes it is data, for which the best compression would take minutes. */
const LARGE = 4e6;

async function compressed(path) {
  const raw = await readFile(path);
  if (COMPRESSED.test(path)) return { raw, gzip: raw, brotli: raw };
  const quality = raw.length > LARGE ? 4 : 11;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  const forms = [promisify(gzip)(raw, { level: raw.length > LARGE ? 6 : 9 }), promisify(brotliCompress)(raw, { params })];
  const [asGzip, asBrotli] = await Promise.all(forms);
  return { raw, gzip: asGzip, brotli: asBrotli };
}

const page = (name, { styles = [], scripts = [], modules = [] }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/page.css">
${styles.map((url) => `<link rel="stylesheet" href="${url}">`).join('\n')}
</head>
<body>
<div id="stage"></div>
${scripts.map((url) => `<script src="${url}"></script>`).join('\n')}
${modules.map((url) => `<script type="module" src="${url}"></script>`).join('\n')}
<script type="module" src="/page/start.js"></script>
</body>
</html>`;

/** Serves `folders`, by the first part of the path; `peers` says what each page loads. */
export async function serve(folders, peers) {
  const files = new Map();
  const asked = new Set();

  function file(path) {
    const [, first, rest] = /^\/([a-z]+)\/(.+)$/.exec(path) ?? [];
    if (!folders[first] || normalize(rest).startsWith('..')) return Promise.reject(new Error(`${path} is not served`));
    if (!files.has(path)) files.set(path, compressed(join(folders[first], rest)));
    return files.get(path);
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    // Isolated from other origins, a page has a finer clock.
    const headers = { 'Cache-Control': 'no-store', 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
    if (url.pathname === '/') {
      const name = url.searchParams.get('peer');
      response.writeHead(200, { ...headers, 'Content-Type': TYPES['.html'] }).end(page(name, peers[name]));
      return;
    }
    const path = decodeURIComponent(url.pathname);
    asked.add(path);
    try {
      const { brotli, raw } = await file(path);
      const body = (request.headers['accept-encoding'] ?? '').includes('br') ? brotli : raw;
      response.writeHead(200, {
        ...headers,
        'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
        'Content-Length': body.length,
        ...(body === raw ? {} : { 'Content-Encoding': 'br' }),
      });
      response.end(body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    url: (peer, size) => `${origin}/?peer=${peer}&data=/data/${size}.json`,
    /** Compresses a file before it is asked for. */
    prepare: (path) => file(path).then(() => {}),
    forget: () => asked.clear(),
    /** The bytes of the widget's own files asked for since `forget`. */
    async bytes() {
      const own = [...asked].filter((path) => /^\/(npm|build|ours)\//.test(path)).sort();
      const found = (await Promise.allSettled(own.map(file))).map(({ value }) => value);
      const sum = (form) => found.reduce((total, forms) => total + (forms?.[form].length ?? 0), 0);
      return { raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli'), files: own.filter((_, at) => found[at]) };
    },
    close: () => server.close(),
  };
}
