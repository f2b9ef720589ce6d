"""A proxy between `guillemet publish` and an S3-compatible server, which fails on purpose.

python3 proxy.py PORT SERVER_PORT MODE N
  pass       hands everything on
  cut        closes the connection at every N-th request, after the server has done its work
  unanswered the same, before the server hears of it
  dead       closes every connection from the N-th request on
  500, 503   answers every N-th request with that status
  full       answers every PUT from the N-th request on with 507
  slow       waits N milliseconds before each request
"""
import http.client
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, SERVER, MODE, N = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
count = 0
lock = threading.Lock()


class Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_any(self):
        global count
        with lock:
            count += 1
            number = count
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        due = number % N == 0 if MODE != "dead" and MODE != "full" else number >= N
        if MODE == "slow":
            time.sleep(N / 1000)
        if due and MODE in ("dead", "unanswered"):
            self.close_connection = True
            self.connection.close()
            return
        if due and MODE in ("500", "503"):
            return self.answer(int(MODE), b"<Error><Code>SlowDown</Code></Error>")
        if due and MODE == "full" and self.command == "PUT":
            return self.answer(507, b"<Error><Code>XMinioStorageFull</Code></Error>")
        server = http.client.HTTPConnection("127.0.0.1", SERVER, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        server.request(self.command, self.path, body, headers)
        answer = server.getresponse()
        data = answer.read()
        if due and MODE == "cut":
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "server", "date"):
                self.send_header(name, value)
        self.send_header("Content-Length", answer.getheader("Content-Length") or str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = handle_any


ThreadingHTTPServer.daemon_threads = True
ThreadingHTTPServer(("127.0.0.1", PORT), Proxy).serve_forever()
