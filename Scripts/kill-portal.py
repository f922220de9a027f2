#!/usr/bin/env python3
"""Ends the portal by kill -9 at random moments while departments upload, fill in drafts and publish, again and again.

kill-portal.py PORTAL ROUNDS [SEED]
  PORTAL  the program mingzhang-portal; mingzhang stands beside it
  ROUNDS  how often it is killed

After each time, the store is looked at as it was left: it is sound, the chain of the trail holds, nothing is half done,
and every step that was acknowledged is there. Prints one line a round; ends with 1 at the first thing that is missing.
Needs nothing but Python. Works in a folder of its own, which it removes.
"""
import concurrent.futures
import hashlib
import http.client
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PORTAL, ROUNDS = sys.argv[1], int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLE = open(os.path.join(HERE, "Samples/archive-2024.md"), "rb").read()
CLERKS = 6


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fail(words):
    print("NOT AS IT SHOULD BE:", words)
    sys.exit(1)


def wait_for(portal, port):
    """Until the portal answers."""
    for _ in range(600):
        if portal.poll() is not None:
            fail("the portal does not start again")
        try:
            if Browser(port, "probe").ask("GET", "/readyz")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    fail("the portal does not answer")


class Browser:
    """Somebody who is signed in. Each request is a connection of its own."""

    def __init__(self, port, name):
        self.port, self.name, self.cookie, self.token = port, name, None, None

    def ask(self, method, path, body=None, kind=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"X-Forwarded-For": self.name}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if kind:
            headers["Content-Type"] = kind
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("mingzhang_session="):
                self.cookie = value.split(";")[0]
        connection.close()
        return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), text

    def form(self, path, **fields):
        fields["form_token"] = self.token or ""
        return self.ask("POST", path, urllib.parse.urlencode(fields), "application/x-www-form-urlencoded")

    def sign_in(self, password):
        status, _, _ = self.form("/sign-in", name=self.name, password=password)
        if status != 303:
            fail(f"{self.name} cannot sign in: {status}")
        self.take_token()

    def take_token(self):
        found = re.search(r'name="form_token" value="([^"]+)"', self.ask("GET", "/")[2])
        self.token = found.group(1) if found else None

    def upload(self, path, name, content, **fields):
        mark = "XXkillXX"
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode()
                 for k, v in dict(fields, form_token=self.token or "").items()]
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode())
        body = b"".join(parts) + content + f"\r\n--{mark}--\r\n".encode()
        return self.ask("POST", path, body, f"multipart/form-data; boundary={mark}")


class Work:
    """What people did, as far as it was acknowledged."""

    def __init__(self):
        self.lock = threading.Lock()
        self.digests, self.states, self.cells, self.done = set(), [], [], 0

    def note(self, kind, value):
        with self.lock:
            self.done += 1
            {"digest": self.digests.add, "state": self.states.append, "cell": self.cells.append}[kind](value)


def file_and_publish(clerk, reviewer, work, number):
    """A version of its own bytes, on its way to the public; then corrected, and so on for ever."""
    year = 2024
    while True:
        number[0] += 1
        content = SAMPLE + f"\n{clerk.name} {number[0]}\n".encode()
        reason = dict(reason="更正")
        status, headers, _ = clerk.upload(f"/desk/{year}/file", "a.md", content)
        if status == 409:
            status, headers, _ = clerk.upload(f"/desk/{year}/correction", "a.md", content, **reason)
        if status == 303:
            work.note("digest", hashlib.sha256(content).hexdigest())
        filing = None
        found = re.search(r'href="/filings/(\d+)"', clerk.ask("GET", "/desk")[2])
        if found:
            filing = int(found.group(1))
        if filing is None:
            continue
        for who, path, state, fields in (
            (clerk, "submit", "submitted", {}), (reviewer, "approve", "approved", {}),
            (clerk, "publish", "published", {})
        ):
            if who.form(f"/filings/{filing}/{path}", **fields)[0] == 303:
                work.note("state", (filing, state))


def fill_in(clerk, work, number):
    """Cells of a draft, one after the other."""
    path = "/compose/2025"
    clerk.form(path + "/begin", **{"from": "blank", "pack": "hunan"})
    while True:
        page = clerk.ask("GET", path + "/sheets/income")[2]
        revision = re.search(r'name="revision" value="(\d+)"', page)
        cells = re.findall(r'<input[^>]*name="(T02/\d+/\d+)"', page)
        if not revision or not cells:
            time.sleep(0.05)
            continue
        number[0] += 1
        cell, value = random.choice(cells), str(number[0])
        if clerk.form(path + "/sheets/income", revision=revision.group(1), **{cell: value})[0] == 303:
            work.note("cell", (clerk.name, cell, value))


def until_killed(work, *arguments):
    try:
        work(*arguments)
    except (OSError, http.client.HTTPException):
        pass


def look(path, works):
    """The store as it was left."""
    store = sqlite3.connect(path)
    ask = lambda sql, *values: store.execute(sql, values).fetchall()
    if ask("PRAGMA integrity_check") != [("ok",)]:
        fail("the file is damaged")
    if ask("PRAGMA foreign_key_check"):
        fail("something refers to nothing")
    # What the index holds, by the id of the passage, which is the lower part of its number there.
    store.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'passage_pairs', 'instance')")
    store.execute("CREATE TEMP TABLE found AS SELECT DISTINCT doc & 1099511627775 AS passage FROM word")
    store.execute("CREATE INDEX temp.found_passage ON found (passage)")
    previous, number = "0" * 64, 0
    for row in ask("SELECT number, at, actor, action, subject, detail, previous, hash FROM event ORDER BY number"):
        number += 1
        fields = [str(row[0]), str(row[1]), *row[2:6], previous]
        text = ",".join(f"{len(field.encode())}:{field}" for field in fields)
        if row[0] != number or row[6] != previous or row[7] != hashlib.sha256(text.encode()).hexdigest():
            fail(f"the trail breaks at {number}")
        previous = row[7]
    for words, sql in {
        "a version without its files": "SELECT id FROM version WHERE (SELECT count(*) FROM artefact WHERE version = version.id AND name IN ('source', 'report', 'filing', 'page.zh')) < 4",
        "a version without its figures": "SELECT id FROM version WHERE NOT EXISTS (SELECT 1 FROM fact WHERE fact.version = version.id)",
        "a version that the trail does not know": "SELECT id FROM version WHERE NOT EXISTS (SELECT 1 FROM event WHERE action = 'version.add' AND detail = version.sha256) AND created_by NOT IN (SELECT id FROM user WHERE name = 'sample')",
        "a filing without a version": "SELECT id FROM filing WHERE NOT EXISTS (SELECT 1 FROM version WHERE filing = filing.id)",
        "a public version that was not published": "SELECT id FROM filing WHERE published IS NOT NULL AND NOT EXISTS (SELECT 1 FROM publication WHERE publication.version = filing.published)",
        "a publication that cannot be searched": "SELECT id FROM filing WHERE published IS NOT NULL AND NOT EXISTS (SELECT 1 FROM passage JOIN found ON found.passage = passage.id WHERE passage.version = filing.published)",
        "a version that is found and not public": "SELECT version FROM passage JOIN found ON found.passage = passage.id WHERE version NOT IN (SELECT published FROM filing WHERE published IS NOT NULL)",
        "a draft whose changes do not lead to it": "SELECT id FROM draft WHERE revision <> (SELECT max(revision) FROM draft_change WHERE draft = draft.id) OR revision <> (SELECT count(*) FROM draft_change WHERE draft = draft.id)",
    }.items():
        if found := ask(sql):
            fail(f"{words}: {found[:3]}")
    digests = {row[0] for row in ask("SELECT sha256 FROM version")}
    if missing := works.digests - digests:
        fail(f"{len(missing)} acknowledged uploads are not there")
    trail = {}
    for body, year, action in ask(
        "SELECT filing.id, event.number, action FROM event JOIN body JOIN filing ON filing.body = body.id AND subject = body.name || ' ' || filing.year WHERE action LIKE 'filing.%'"
    ):
        trail.setdefault((body, action.removeprefix("filing.")), []).append(year)
    for key in set(works.states):
        if len(trail.get(key, [])) < works.states.count(key):
            fail(f"an acknowledged step is not there: {key}")
    texts = "".join(row[0] if isinstance(row[0], str) else row[0].decode() for row in ask("SELECT steps FROM draft_change"))
    for name, cell, value in works.cells:
        if f'"{value}"' not in texts:
            fail(f"an acknowledged cell is not there: {name} {cell} {value}")
    store.close()
    return number


def main():
    random.seed(SEED)
    folder = tempfile.mkdtemp(prefix="kill-portal-")
    data = os.path.join(folder, "data")
    try:
        told = subprocess.run([PORTAL, "sample-city", "2", "--data", data], check=True, capture_output=True, text=True).stdout
        password = re.search(r"password\t(\S+)", told).group(1)
        works, numbers = Work(), [[1_000_000 * (place + 1)] for place in range(2 * CLERKS)]
        cookies = {}
        for round in range(1, ROUNDS + 1):
            port = free_port()
            portal = subprocess.Popen(
                [PORTAL, "serve", "--data", data, "--port", str(port), "--proxy", "--log", "error"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wait_for(portal, port)
            people = {}
            for name in ["reviewer"] + [f"clerk{number}" for number in range(1, 2 * CLERKS + 1)]:
                people[name] = Browser(port, name)
                # A session is kept like everything else.
                people[name].cookie = cookies.get(name)
                people[name].take_token()
                if not people[name].token:
                    people[name].sign_in(password)
                cookies[name] = people[name].cookie
            before = works.done
            with concurrent.futures.ThreadPoolExecutor(2 * CLERKS) as pool:
                tasks = []
                for place in range(CLERKS):
                    tasks.append(pool.submit(until_killed, file_and_publish, people[f"clerk{place + 1}"], people["reviewer"], works, numbers[place]))
                    tasks.append(pool.submit(until_killed, fill_in, people[f"clerk{CLERKS + place + 1}"], works, numbers[CLERKS + place]))
                time.sleep(random.uniform(1, 10))
                portal.send_signal(signal.SIGKILL)
            portal.wait()
            for task in tasks:
                task.result()
            events = look(os.path.join(data, "mingzhang.sqlite"), works)
            print(f"{round}\t{works.done - before} steps acknowledged\t{events} lines of the trail", flush=True)
        if not (works.digests and works.states and works.cells):
            fail("too little was acknowledged to tell anything")
        print(f"ok: {ROUNDS} times, {works.done} steps acknowledged ({len(works.digests)} uploads, {len(works.states)} changes of state, {len(works.cells)} cells), all there")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
