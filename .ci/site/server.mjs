// A static file server on loopback that behaves like a good host: gzip, cache headers, a strict policy, the site's 404.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join, normalize, extname } from 'node:path';
import { gzipSync } from 'node:zlib';

const POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.avif': 'image/avif',
  '.woff2': 'font/woff2', '.ico': 'image/x-icon', '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm',
};
const COMPRESSED = /^(text\/|application\/(json|xml|manifest)|image\/svg)/;

/// Serves a folder, which need not exist yet, below `base` ('/' or '/sub/').
export async function serve(folder, base = '/') {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = path.startsWith(base) ? await find(folder, path.slice(base.length)) : undefined;
    if (file?.redirect) return response.writeHead(301, { location: path + '/' }).end();
    const { name, bytes, status } = file ?? { ...await find(folder, '404.html'), status: 404 };
    if (!bytes) return response.writeHead(404).end();
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    const headers = {
      'content-type': type,
      'content-security-policy': POLICY,
      'cache-control': type.startsWith('text/html') ? 'no-cache' : 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    };
    const zipped = COMPRESSED.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (zipped) headers['content-encoding'] = 'gzip';
    const body = zipped ? gzipSync(bytes) : bytes;
    response.writeHead(status ?? 200, { ...headers, 'content-length': body.length }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => { server.closeAllConnections(); server.close(); };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

async function find(folder, path) {
  const inside = normalize('/' + path);
  const name = inside.endsWith('/') ? inside + 'index.html' : inside;
  try {
    return { name, bytes: await readFile(join(folder, name)) };
  } catch (error) {
    return error.code === 'EISDIR' ? { redirect: true } : undefined;
  }
}
