"""Pictures of pages on standard input become what is printed on them, by the packages rapidocr and opencv. The one
argument is how many threads there are.

Input, little-endian: how many pictures (4 bytes); for each width and height in dots (4 each) and how many bytes follow
(4). Where the width is nothing, the bytes are a PNG or JPEG file, else a shade of grey for every dot.

Answer: JSON, a page for each picture: `turns`, by how many quarters its print lies turned clockwise; its size in dots,
as the print stands upright and straight; `texts`, each left, top, right, bottom, score and words; `rules`, each whether
it lies flat, where, from and to; `ink`, boxes of what is printed and was not recognised. An answer that begins with "!"
says why there is none.
"""
import io
import json
from importlib.util import find_spec

try:
    import cv2
    import numpy as np
    from PIL import Image, ImageOps
except ImportError:
    answer(b"!package")
if not find_spec("rapidocr") or not find_spec("onnxruntime"):
    answer(b"!package")

MOST_DOTS = 40_000_000
# Of what was left over on one page; more is noise.
MOST_LEFT = 120
THREADS = int(arguments[0])
# Degrees by which a page may lie askew.
MOST_ASKEW = 4
# Words recognised less surely on average may stand on their heads; so many of them tell.
SURE, SAMPLE = 0.9, 12


def picture(file):
    try:
        image = Image.open(io.BytesIO(file), formats=["PNG", "JPEG"])
        if image.width * image.height > MOST_DOTS:
            answer(b"!large")
        image = ImageOps.exif_transpose(image)
        if image.mode not in ("L", "RGB"):
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
        # In the red part alone, seals vanish and black print stays.
        return np.asarray(image.getchannel(0) if image.mode == "RGB" else image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        answer(b"!damaged")


def pictures(data):
    def number(at):
        return int.from_bytes(data[at : at + 4], "little")

    at = 4
    for _ in range(number(0)):
        width, height, length = number(at), number(at + 4), number(at + 8)
        body = data[at + 12 : at + 12 + length]
        at += 12 + length
        yield np.frombuffer(body, np.uint8).reshape(height, width) if width else picture(body)


def dark(grey):
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)


def straight(grey):
    """Turned so that rules and lines of print lie flat; scanners turn a page by a degree or two."""
    angle = angle_of_rules(grey)
    angle = angle_of_print(grey) if angle is None else angle
    if abs(angle) < 0.05:
        return grey
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def angle_of_rules(grey):
    """In degrees; nothing where the page has hardly any."""
    small = cv2.resize(dark(grey), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    lines = cv2.HoughLinesP(small, 1, np.pi / 1800, 200, minLineLength=grey.shape[1] // 8, maxLineGap=6)
    angles = [] if lines is None else [
        np.degrees(np.arctan2(y1 - y0, x1 - x0)) for x0, y0, x1, y1 in lines.reshape(-1, 4)
    ]
    angles = [angle for angle in angles if abs(angle) < MOST_ASKEW]
    return float(np.median(angles)) if len(angles) > 2 else None


def angle_of_print(grey):
    """That at which lines of print and the gaps between them are told apart best."""
    small = cv2.resize(dark(grey), None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    height, width = small.shape

    def contrast(angle):
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        rows = cv2.warpAffine(small, turn, (width, height)).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    rough = max(np.arange(-MOST_ASKEW, MOST_ASKEW + 0.1, 0.25), key=contrast)
    best = max(np.arange(rough - 0.2, rough + 0.21, 0.05), key=contrast)
    return float(best) if contrast(best) > 1.2 * contrast(0) else 0.0


def stretches(mask):
    count, _, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [tuple(int(value) for value in boxes[index][:4]) for index in range(1, count)]


def joined(lines, unit):
    """Lines along one another, with gaps that print or a weak spot has left in them, as one."""
    whole = []
    for at, start, end in sorted(lines, key=lambda line: (line[1], line[0])):
        near = next((line for line in whole if abs(line[0] - at) <= 3 and start - line[2] <= unit), None)
        if near:
            near[2] = max(near[2], end)
        else:
            whole.append([at, start, end])
    return whole


def rules(ink, unit):
    """Lines longer than print is high: flat ones by themselves, upright ones where they join two flat ones."""
    # A dot of room across, since no scan is quite straight.
    wide = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3)))
    wide = cv2.morphologyEx(wide, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (2 * unit, 1)))
    flat = [box for box in stretches(wide) if box[3] <= max(8, unit // 3)]
    flat = joined([(y + height / 2, x, x + width) for x, y, width, height in flat], unit)
    flat = sorted(line for line in flat if line[2] - line[1] >= 3 * unit)
    wide = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 1)))
    upright = []
    for top, bottom, start, end in gaps(flat, unit):
        upright += crossing(wide, top, bottom, start, end, unit)
    return flat, joined_upright(upright)


def gaps(flat, unit):
    """Between each line and the next below it, stretch by stretch."""
    for index, (top, start, end) in enumerate(flat):
        open_stretches = [(start - unit // 4, end + unit // 4)]
        for bottom, first, last in flat[index + 1 :]:
            left = []
            for a, b in open_stretches:
                low, high = max(a, first - unit // 4), min(b, last + unit // 4)
                if low >= high:
                    left.append((a, b))
                    continue
                if bottom - top > unit / 2:
                    yield top, bottom, int(low), int(high)
                left += [(c, d) for c, d in ((a, low), (high, b)) if c < d]
            open_stretches = left


def crossing(wide, top, bottom, start, end, unit):
    """Upright lines from one flat line to another, each with whether it is sure. Strokes of print come close to both
    flat lines; only rules touch them."""
    start = max(0, start)
    part = wide[int(top) + 3 : int(bottom) - 2, start:end] > 0
    if part.size == 0:
        return
    cover = part.mean(axis=0)
    rims = np.minimum(part[:4].mean(axis=0), part[-4:].mean(axis=0))
    columns = np.flatnonzero(cover >= 0.6)
    for run in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1):
        if len(run) == 0:
            continue
        # Print may touch a rule on its side; the rule is what goes through.
        best = run[cover[run] >= 0.97 * cover[run].max()]
        if len(best) <= max(7, unit // 4):
            is_sure = cover[best].max() >= 0.85 and rims[best].max() >= 0.9
            yield float(start + best.mean()), float(top), float(bottom), is_sure


def joined_upright(pieces):
    """Pieces one above the other as one; a faint piece counts where it goes on from a sure one."""

    def touches(piece, other):
        return abs(piece[0] - other[0]) <= 3 and (abs(piece[1] - other[2]) <= 3 or abs(piece[2] - other[1]) <= 3)

    sure = [piece for piece in pieces if piece[3]]
    kept = sure + [piece for piece in pieces if not piece[3] and any(touches(piece, other) for other in sure)]
    whole = []
    for at, top, bottom, _ in sorted(kept, key=lambda piece: piece[1]):
        near = next((line for line in whole if abs(line[0] - at) <= 3 and abs(line[2] - top) <= 3), None)
        if near:
            near[2] = bottom
        else:
            whole.append([at, top, bottom])
    return whole


def erased(picture, flat, upright, unit, blank):
    left = picture.copy()
    half = max(2, unit // 10)
    for at, start, end in flat:
        left[max(0, int(at) - half) : int(at) + half + 1, max(0, int(start) - half) : int(end) + half] = blank
    for at, start, end in upright:
        left[max(0, int(start) - half) : int(end) + half, max(0, int(at) - half) : int(at) + half + 1] = blank
    return left


class Page:
    def __init__(self, engine, grey, turns=0):
        self.engine = engine
        self.turns = turns
        self.grey = straight(np.ascontiguousarray(np.rot90(grey, turns)))
        self.height, self.width = self.grey.shape
        # About as high as print is.
        self.unit = max(10, max(self.width, self.height) // 85)
        self.words = None
        self.ink = dark(self.grey)
        self.flat, self.upright = rules(self.ink, self.unit)
        self.bare = erased(self.grey, self.flat, self.upright, self.unit, 255)

    def read(self):
        texts = []
        found = self.found()
        if found.boxes is not None:
            for corners, words, score in zip(found.boxes, found.txts, found.scores):
                (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
                texts += self.parted([float(left), float(top), float(right), float(bottom), float(score), words])
        ink = self.rest(texts)
        return {
            "turns": self.turns,
            "width": self.width,
            "height": self.height,
            "texts": texts,
            "rules": [[1, *line] for line in self.flat] + [[0, *line] for line in self.upright],
            "ink": ink,
        }

    def found(self):
        if self.words is None:
            colours = cv2.cvtColor(self.grey, cv2.COLOR_GRAY2BGR)
            self.words = self.engine(colours, use_det=True, use_cls=False, use_rec=True)
        return self.words

    def way_up(self):
        """By how many quarters the print lies turned: told by how high and wide its words are, and where that or how
        surely they were recognised is odd, by which way up some of them are recognised better."""
        found = self.found()
        if found.boxes is None:
            return 0
        corners = [(box.min(axis=0), box.max(axis=0)) for box in found.boxes]
        high = sum(bottom - top > 1.5 * (right - left) for (left, top), (right, bottom) in corners)
        wide = sum(right - left > 1.5 * (bottom - top) for (left, top), (right, bottom) in corners)
        if wide >= high and np.mean(found.scores) > SURE:
            return 0
        ways = (1, 3) if high > wide else (0, 2)
        longest = sorted(corners, key=lambda pair: -max(pair[1] - pair[0]))[:SAMPLE]

        def sureness(way):
            texts = [self.recognised(*low, *top, turns=way) for low, top in longest]
            return sum(text[4] * len(text[5]) for text in texts if text)

        return max(ways, key=sureness)

    def recognised(self, left, top, right, bottom, turns=0):
        crop = self.bare[max(0, int(top)) : int(bottom), max(0, int(left)) : int(right)]
        if crop.size == 0 or min(crop.shape) < 4:
            return None
        crop = np.ascontiguousarray(np.rot90(crop, turns))
        found = self.engine(cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True)
        if not found.txts or not found.txts[0].strip():
            return None
        return [float(left), float(top), float(right), float(bottom), float(found.scores[0]), found.txts[0]]

    def parted(self, text):
        """Words that were taken for one although a rule stands between them, one by one; and boxes, which are drawn a
        little wider than their print, kept between the rules."""
        left, top, right, bottom = text[:4]
        room = 0.7 * self.unit
        middle = (top + bottom) / 2
        crossed = sorted(at for at, start, end in self.upright if left < at < right and start < middle < end)
        cuts = [at for at in crossed if left + room < at < right - room]
        left = max([left] + [at + 2 for at in crossed if at <= left + room])
        right = min([right] + [at - 2 for at in crossed if at >= right - room])
        if not cuts:
            return [[left, top, right, bottom, *text[4:]]] if left < right else [text]
        edges = [left, *cuts, right]
        parts = [self.recognised(a, top, b, bottom) for a, b in zip(edges, edges[1:])]
        # Where to cut is a guess of its own.
        return [[*part[:4], min(part[4], 0.95), part[5]] for part in parts if part]

    def rest(self, texts):
        """Print that no text covers: single figures are easily passed over. What is still not read is told."""
        left = erased(self.ink, self.flat, self.upright, self.unit, 0)
        for box in texts:
            left[max(0, int(box[1]) - 3) : int(box[3]) + 4, max(0, int(box[0]) - 3) : int(box[2]) + 4] = 0
        joined = cv2.dilate(left, cv2.getStructuringElement(cv2.MORPH_RECT, (self.unit, 3)))
        unread = []
        for x, y, width, height in stretches(joined)[: 4 * MOST_LEFT]:
            inside = left[y : y + height, x : x + width]
            rows, columns = np.nonzero(inside)
            if len(rows) < 20:
                continue
            high, wide = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
            if high < self.unit // 3 and wide < self.unit // 2 or high > 3 * self.unit or len(unread) >= MOST_LEFT:
                continue
            # The rim of a page is the scanner's.
            if min(x, y) < self.unit // 2 or x + width > self.width - self.unit // 2:
                continue
            box = (x + columns.min() - 6, y + rows.min() - 6, x + columns.max() + 7, y + rows.max() + 7)
            found = self.recognised(*box)
            if found and found[4] > 0.5:
                texts.append(found)
            elif high >= self.unit // 3:
                unread.append([float(value) for value in box])
        return unread


def engine():
    # It takes a second to load, which a damaged picture need not wait for.
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            # Words are widened to this before they are recognised; figures are short.
            "Rec.rec_img_shape": [3, 48, 48],
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def read(engine, grey):
    page = Page(engine, grey)
    turns = page.way_up()
    return (Page(engine, grey, turns) if turns else page).read()


cv2.setNumThreads(THREADS)
greys = list(pictures(take()))
known = engine()
answer(json.dumps([read(known, grey) for grey in greys], ensure_ascii=False).encode())
