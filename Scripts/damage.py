#!/usr/bin/env python3
"""Damaged files of all formats through `mingzhang check`, each in a process of its own.

    Scripts/damage.py out/mingzhang [--count 500] [--only pdf,xls] [--seed 7] [--jobs 2] [--keep out/damage]

The in-process `fuzz` tries many more inputs of the readers in Swift; this one is for what it cannot reach: PDFium, xlrd
and the packages that recognise print, in their workers, and what the program as a whole says. The seeds are made of the
samples: by `mingzhang compose` (DOCX, XLSX, HTML, PDF), by LibreOffice (XLS), pdftoppm (PNG) and qpdf (PDF with its streams
unpacked); what is missing is left out and told. A damaged file follows from the seed and its number alone.

A file fails where the program dies, takes over 30 s of processor time (all its processes together) or 1 GiB, exits with
anything but 0, 1 and 2, refuses without a word or with one of the system's, or finishes without a report. Failing files
are kept.
"""
import argparse
import concurrent.futures
import io
import json
import os
import pathlib
import random
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

SECONDS, BYTES = 30, 1 << 30
SYSTEM_WORDS = ["Error Domain", "NSCocoa", "Fatal error", "Traceback", "couldn", "could not be completed", "Optional("]
ROOT = pathlib.Path(__file__).resolve().parent.parent


# Seeds.


def run(*command):
    if shutil.which(str(command[0])) is None:
        return False
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300).returncode == 0


def seeds(program, folder):
    """The sound files of each format, by format."""
    text = (ROOT / "Samples/archive-2024-slips.md").read_bytes()
    run(program, "compose", ROOT / "Samples/archive-2024", "-o", folder / "made")
    made = {ending: folder / f"made/disclosure.{ending}" for ending in ["docx", "xlsx", "html", "pdf"]}
    found = {"md": [text]}
    found |= {ending: [path.read_bytes()] for ending, path in made.items() if path.exists()}
    if run("soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "xls", "--outdir",
           folder, made["xlsx"]):
        found["xls"] = [(folder / "disclosure.xls").read_bytes()]
    if "pdf" in found:
        if run("qpdf", "--qdf", "--object-streams=disable", made["pdf"], folder / "plain.pdf"):
            found["pdf"].append((folder / "plain.pdf").read_bytes())
        # A part of a page, so that sound ones are read soon.
        if run("pdftoppm", "-r", "110", "-f", "4", "-l", "4", "-x", "60", "-y", "60", "-W", "700", "-H", "240", "-png",
               made["pdf"], folder / "page"):
            found["png"] = [next(folder.glob("page*.png")).read_bytes()]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("说明.md", text)
        for ending in ["xlsx", "docx"]:
            if ending in found:
                archive.writestr(f"附表.{ending}", found[ending][0])
    found["zip"] = [packed.getvalue()]
    return found


# Damage.


def bytewise(data, chance):
    """Flips, cuts, splices and large numbers anywhere."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        at = chance.randrange(max(1, len(data)))
        match chance.randrange(7):
            case 0 | 1:
                data[at : at + 1] = bytes([data[at] ^ 1 << chance.randrange(8)]) if data else b""
            case 2:
                data[at : at + chance.choice([1, 2, 4])] = chance.choice([b"\0\0\0\0", b"\xff" * 4, b"\xff\xff\xff\x7f"])
            case 3:
                del data[at : at + chance.choice([1, 16, 4096])]
            case 4:
                other = chance.randrange(len(data) + 1)
                data[other:other] = data[at : at + chance.choice([8, 512, 20_000])]
            case 5:
                data[at : at + 8] = chance.randbytes(8)
            case _:
                if chance.random() < 0.3:
                    del data[at:]
    return bytes(data)


def parts(data, chance):
    """A ZIP file packed anew, with damage inside its parts."""
    source = zipfile.ZipFile(io.BytesIO(data))
    packed = io.BytesIO()
    names = source.namelist()
    chosen = set(chance.sample(names, min(len(names), chance.choice([1, 1, 2, 4]))))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            content = source.read(name)
            if name in chosen:
                inner = zipfile.is_zipfile(io.BytesIO(content)) and chance.random() < 0.7
                content = (parts if inner else chance.choice([bytewise, numbers]))(content, chance)
            archive.writestr(name, content)
    return packed.getvalue()


def numbers(data, chance):
    """Numbers written in digits made large: lengths, counts, references, addresses."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(max(1, len(data)))
        while at < len(data) and not 48 <= data[at] <= 57:
            at += 1
        end = at
        while end < len(data) and 48 <= data[end] <= 57:
            end += 1
        value = chance.choice([b"0", b"-1", b"1", b"65536", b"2147483648", b"4294967295", b"99999999999999999999"])
        data[at:end] = value
    return bytes(data)


def chunks(data, chance):
    """A PNG file whose chunks are damaged and their checksums right."""
    result, at = data[:8], 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"IDAT" and chance.random() < 0.5:
            try:
                body = zlib.compress(bytewise(zlib.decompress(body), chance))
            except zlib.error:
                pass
        elif chance.random() < 0.3:
            body = bytewise(body, chance)
        if kind == b"IHDR" and chance.random() < 0.3:
            body = struct.pack(">II", *(chance.choice([0, 1, 900, 40_000, 2**31 - 1]) for _ in "wh")) + body[8:]
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            result += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return result


WAYS = {
    "docx": [bytewise, parts, parts], "xlsx": [bytewise, parts, parts], "zip": [bytewise, parts, parts],
    "pdf": [bytewise, numbers], "html": [bytewise, numbers], "md": [bytewise, numbers], "xls": [bytewise],
    "png": [bytewise, chunks, chunks],
}


def damaged(format, found, seed, number):
    chance = random.Random(f"{seed} {format} {number}")
    return chance.choice(WAYS[format])(chance.choice(found), chance)


# Trials.


def trial(program, path):
    """What is wrong, how it ended, seconds of processor time, and bytes of the largest process."""
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as complaint:
        child = subprocess.Popen(
            [program, "check", path, "--format", "json"], stdin=subprocess.DEVNULL, stdout=told, stderr=complaint,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
        killer = time.monotonic() + 4 * SECONDS
        while True:
            process, status, used = os.wait4(child.pid, os.WNOHANG)
            if process:
                break
            if time.monotonic() > killer:
                child.kill()
            time.sleep(0.003)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds, size = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
        told.seek(0)
        complaint.seek(0)
        report, words = told.read(), complaint.read().decode(errors="replace")
    wrong = []
    if child.returncode not in (0, 1, 2):
        wrong.append(f"exit {child.returncode}")
    if seconds > SECONDS:
        wrong.append(f"{seconds:.0f} s")
    if size > BYTES:
        wrong.append(f"{size >> 20} MB")
    if child.returncode == 2 and not any("\u4e00" <= letter <= "\u9fff" for letter in words):
        wrong.append("refused without a word")
    wrong += [f"says “{phrase}”" for phrase in SYSTEM_WORDS if phrase in words]
    if child.returncode in (0, 1):
        try:
            json.loads(report)
        except ValueError:
            wrong.append("no report")
    return wrong, child.returncode, seconds, size, words


def campaign(program, format, found, options, folder):
    def one(number):
        path = folder / f"{format}-{number}.{format}"
        path.write_bytes(damaged(format, found, options.seed, number))
        result = trial(program, path)
        if result[0]:
            keep = pathlib.Path(options.keep)
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, keep)
            print(f"  {path.name}: {'; '.join(result[0])}\n    {result[4][-400:].strip()}", flush=True)
        path.unlink()
        return result

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(one, range(options.start, options.start + options.count)))
    failed = sum(bool(result[0]) for result in results)
    refused = sum(result[1] == 2 for result in results)
    times = sorted(result[2] for result in results)
    most = max(result[3] for result in results) >> 20
    print(
        f"{format:5}{len(results):6}{refused:9}{times[len(times) // 2]:9.2f} s{times[-1]:9.2f} s{most:8} MB{failed:8}",
        flush=True)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=500, help="files of each format")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--only", help="formats, with commas between")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", default="out/damage", help="folder for files that fail")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        found = seeds(program, folder)
        wanted = options.only.split(",") if options.only else list(WAYS)
        for format in wanted:
            if format not in found:
                print(f"{format}: left out, since what makes its seed is not installed")
        print("format  files  refused   median   longest   memory  failed")
        failed = sum(campaign(program, format, found[format], options, folder) for format in wanted if format in found)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
