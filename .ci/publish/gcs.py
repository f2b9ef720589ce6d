"""Google's XML API, as far as publishing uses it, before fake-gcs-server, which knows reading, listing and deleting in
that API and writing in the JSON API only.

python3 gcs.py PORT SERVER_PORT
"""
import http.client
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

PORT, SERVER = int(sys.argv[1]), int(sys.argv[2])


class Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def ask(self, method, path, body=b"", headers=None):
        server = http.client.HTTPConnection("127.0.0.1", SERVER, timeout=60)
        server.request(method, path, body, headers or {})
        answer = server.getresponse()
        return answer.status, answer.getheaders(), answer.read()

    def answer(self, status, headers, data):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "server", "date"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        bucket, name = unquote(self.path).lstrip("/").split("/", 1)
        condition = self.headers.get("x-goog-if-generation-match")
        also = f"&ifGenerationMatch={condition}" if condition else ""
        copied = self.headers.get("x-goog-copy-source")
        if copied:
            source, object_name = unquote(copied).split("/", 1)
            path = (f"/storage/v1/b/{source}/o/{quote(object_name, safe='')}/rewriteTo/b/{bucket}/o/"
                    f"{quote(name, safe='')}?{also[1:]}")
            status, _, data = self.ask("POST", path, b"{}", {"Content-Type": "application/json"})
        else:
            about = json.dumps({"name": name, "cacheControl": self.headers.get("Cache-Control")})
            kind = self.headers.get("Content-Type")
            head = f"--part\r\nContent-Type: application/json\r\n\r\n{about}\r\n--part\r\nContent-Type: {kind}\r\n\r\n"
            parts = head.encode() + body + b"\r\n--part--\r\n"
            status, _, data = self.ask("POST", f"/upload/storage/v1/b/{bucket}/o?uploadType=multipart{also}", parts,
                                       {"Content-Type": "multipart/related; boundary=part"})
        made = json.loads(data).get("resource", json.loads(data)) if status == 200 else {}
        headers = [("ETag", f'"{made.get("etag", "")}"'), ("x-goog-generation", made.get("generation", "1"))]
        self.answer(status, headers, b"" if status == 200 else data)

    def do_GET(self):
        self.answer(*self.ask(self.command, self.path))

    do_HEAD = do_DELETE = do_GET


ThreadingHTTPServer.daemon_threads = True
ThreadingHTTPServer(("127.0.0.1", PORT), Gateway).serve_forever()
