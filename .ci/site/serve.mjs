// A static server that behaves like a good host: folder addresses, gzip, cache headers, the site's own 404 page and
// a strict Content-Security-Policy. node serve.mjs FOLDER PORT
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".json": "application/json",
  ".csv": "text/csv; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".png": "image/png", ".jpg": "image/jpeg",
  ".webp": "image/webp", ".woff2": "font/woff2", ".wasm": "application/wasm", ".bib": "text/plain; charset=utf-8" };
const packed = new Set([".png", ".jpg", ".webp", ".woff2"]);
const policy = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'";

export function serve(folder, port) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
    let name = path.endsWith("/") ? `${path}index.html` : path;
    let status = 200;
    let body = await read(join(folder, name));
    if (body === "folder") return response.writeHead(301, { location: `${path}/` }).end();
    if (!body) [status, name, body] = [404, "/404.html", (await read(join(folder, "404.html"))) ?? Buffer.from("not found")];
    const headers = { "content-type": types[extname(name)] ?? "application/octet-stream", "content-security-policy": policy,
      "cache-control": "public, max-age=31536000", "x-content-type-options": "nosniff" };
    if (!packed.has(extname(name)) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
      body = gzipSync(body);
      headers["content-encoding"] = "gzip";
    }
    response.writeHead(status, { ...headers, "content-length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  return new Promise((done) => server.listen(port, "127.0.0.1", () => done(server)));
}

async function read(file) {
  try {
    return await readFile(file);
  } catch (error) {
    return error.code === "EISDIR" ? "folder" : undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(process.argv[2], Number(process.argv[3]));
