"""A second reader of the format, held against conformance/: reader.py.

It reads the numbers of Chinese standards and of ISO and IEC, and of records what needs no law: status, successors, next review.
"""

import calendar
import datetime
import json
import pathlib
import re
import tomllib
import unicodedata

SUITE = pathlib.Path(__file__).parents[2] / "conformance"
# Codes of the industries in the suite; a whole reader takes all of them from GB/T 2260's sister lists.
INDUSTRIES = {"GA", "DA", "GM", "YD", "JR"}
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―－─━"), "-")


def fold(text):
    """What people type, in one form: half width, one kind of dash, single spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text.translate(DASHES)).translate(DASHES)).strip()


CHINESE = re.compile(
    r"(?P<code>GB|DB\d{2,6}|T/[A-Z]+|[A-Z]{2,4})(?:/(?P<nature>[TZ]))? ?(?P<serial>\d+)(?P<parts>(?:\.\d+)*)"
    r"(?P<rest>.*)",
    re.I,
)
ABROAD = re.compile(
    r"(?P<code>ISO/IEC|ISO|IEC) (?P<serial>\d+)(?P<parts>(?:-\d+)*)(?::(?P<year>\d{4}))?(?:\((?P<language>E)\))?"
    r"(?:/Amd ?(?P<amd>\d+)(?::(?P<amd_year>\d{4}))?)?$"
)
REST = re.compile(
    r"(?P<all>\((?:所有部分|all parts)\))?(?P<year>(?P<dash>[- ])\d{4})?(?:\((?P<revision>\d{4})(?:年版)?\))?"
    r"(?:[/-]XG ?(?P<sheet>\d+)(?:-(?P<sheet_year>\d{4}))?|第(?P<chinese_sheet>\d+)号修改单)?(?:/(?P<adopted>(?:ISO|IEC).*))?$"
)


def unknown(text):
    none = dict.fromkeys(["level", "nature", "prefix", "serial", "year", "revision", "amendment"])
    is_plain = re.fullmatch(r"[A-Z]{2,12}(/[A-Z]+)? [A-Z]?[\d.]*\d(-\d{4})?", text)
    # What no grammar reads may look like anything: a hash keeps two of them apart.
    own = slug(text) if is_plain else f"{slug(text)}-x{fnv1a(text):08x}"
    return {**none, "number": text, "slug": own, "parts": [], "all_parts": False, "doubtful": False}


def fnv1a(text):
    hashed = 0x811C9DC5
    for byte in text.encode():
        hashed = (hashed ^ byte) * 0x01000193 % (1 << 32)
    return hashed


def slug(text):
    """Small letters, digits, Han and full stops; everything else is a hyphen. The year of a partial revision has an r before it."""
    text = re.sub(r"\((\d{4})\)", r"-r\1", text)
    return re.sub(r"[^0-9a-z.\u4e00-\u9fff]+", "-", text.lower()).strip("-")


def abroad(match):
    got = match.groupdict()
    amendment = got["amd"] and f"Amd {got['amd']}" + (f":{got['amd_year']}" if got["amd_year"] else "")
    number = f"{got['code']} {got['serial']}{got['parts']}" + (f":{got['year']}" if got["year"] else "")
    number += f"({got['language']})" if got["language"] else ""
    number += f"/{amendment}" if amendment else ""
    return {
        "number": number,
        "slug": slug(number),
        "level": "international",
        "nature": None,
        "prefix": got["code"],
        "serial": got["serial"],
        "parts": [part for part in got["parts"].split("-") if part],
        "year": got["year"] and int(got["year"]),
        "revision": None,
        "amendment": amendment,
        "all_parts": False,
        "doubtful": False,
    }


def level_of(code):
    if code == "GB":
        return "national"
    if code.startswith("T/"):
        return "group"
    if re.fullmatch(r"DB\d{2,6}", code):
        return "local"
    return "industry" if code in INDUSTRIES else None


def number(text):
    """What a number is."""
    text = fold(text)
    match = ABROAD.match(text)
    if match:
        return abroad(match)
    match = CHINESE.match(text)
    rest = match and REST.match(match["rest"])
    level = match and level_of(match["code"].upper())
    if not match or not rest or not level:
        return unknown(text)
    code, nature = match["code"].upper(), (match["nature"] or "").upper()
    sheet = rest["sheet"] or rest["chinese_sheet"]
    amendment = sheet and f"XG{sheet}" + (f"-{rest['sheet_year']}" if rest["sheet_year"] else "")
    year = rest["year"] and int(rest["year"][1:])
    canonical = f"{code}/{nature}" if nature or level == "local" else code
    canonical += f" {match['serial']}{match['parts']}"
    canonical += "(所有部分)" if rest["all"] else ""
    canonical += f"-{year}" if year else ""
    canonical += f"({rest['revision']})" if rest["revision"] else ""
    canonical += f"/{amendment}" if amendment else ""
    if level == "group":
        kind = None
    else:
        kind = {"": "mandatory", "T": "recommended", "Z": "guidance"}[nature]
    return {
        "number": canonical,
        "slug": slug(canonical),
        "level": level,
        "nature": kind,
        "prefix": code,
        "serial": match["serial"],
        "parts": [part for part in match["parts"].split(".") if part],
        "year": year,
        "revision": rest["revision"] and int(rest["revision"]),
        "amendment": amendment,
        "all_parts": bool(rest["all"]),
        "doubtful": rest["dash"] == " ",
    }


def undated(canonical):
    return re.sub(r"[-:]\d{4}.*$", "", canonical)


def months_after(day, months):
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class Registry:
    """The standards of a registry, linked."""

    def __init__(self, root):
        self.cycle = int(re.fullmatch(r"P(\d+)Y", tomllib.loads((root / "book.toml").read_text())["review"]["cycle"])[1]) * 12
        self.soon = 180
        self.standards = []
        for path in sorted((root / "standards").glob("*/*.md")):
            record = tomllib.loads(path.read_text().split("+++")[1])
            record["id"], record["is"] = path.stem, number(record["number"])
            self.standards.append(record)
        for record in self.standards:
            record["successors"] = [other for other in self.standards if self.replaces(other, record, "replaces")]
            partial = [other for other in self.standards if self.replaces(other, record, "partly_replaces")]
            record["issued_after"] = [other["issued"] for other in record["successors"] + partial if "issued" in other]

    @staticmethod
    def replaces(new, old, key):
        own = old["is"]["number"]
        named = [number(text)["number"] for text in new.get(key, [])]
        return new is not old and (own in named or undated(own) in named)

    def status(self, record, day):
        reached = [other["effective"] for other in record["successors"] if "effective" in other]
        issued = record.get("issued")
        if issued is not None:
            is_issued = issued <= day
        else:
            year = record["is"]["year"]
            is_issued = (year is not None and year < day.year) or any(other <= day for other in record["issued_after"])
            is_issued = is_issued or record.get("effective", datetime.date.max) <= day
        if not is_issued:
            return "draft"
        if record.get("effective", datetime.date.min) > day:
            return "upcoming"
        withdrawn = record.get("withdrawn", datetime.date.max)
        if withdrawn == "unknown" or withdrawn <= day:
            return "withdrawn"
        return "replaced" if any(other <= day for other in reached) else "current"

    def review(self, record, day, status):
        entry = record.get("catalogue", {})
        if entry.get("status") != "listed" or entry["listed"] > day or status in ("withdrawn", "replaced"):
            return None, None
        dates = [review["date"] for review in record.get("review", []) if review["date"] <= day]
        due = months_after(max(dates, default=entry["listed"]), self.cycle)
        if day > due:
            return due, "overdue"
        return due, "due-soon" if (due - day).days <= self.soon else "scheduled"

    def record(self, record, day):
        status = self.status(record, day)
        due, state = self.review(record, day, status)
        iso = lambda date: date and date.isoformat()
        own = {key: record["is"][key] for key in ("number", "slug", "level", "nature", "year")}
        return {
            **own,
            "id": record["id"],
            "title": record["title"],
            "issued": iso(record.get("issued")),
            "effective": iso(record.get("effective")),
            "status": status,
            "replaced_by": [other["is"]["number"] for other in record["successors"]],
            "review_due": iso(due),
            "review_state": state,
        }


def differ(what, mine, told):
    keys = sorted(key for key in told if mine.get(key) != told[key])
    return [f"{what}: {key} is {told[key]!r}, read as {mine.get(key)!r}" for key in keys]


def main():
    wrong = []
    numbers = json.loads((SUITE / "numbers.json").read_text())
    for told in numbers:
        wrong += differ(told["text"], {**number(told["text"]), "text": told["text"]}, told)
    registry, records = Registry(SUITE / "registry"), 0
    for day, told in json.loads((SUITE / "records.json").read_text()).items():
        on = datetime.date.fromisoformat(day)
        mine = {record["id"]: registry.record(record, on) for record in registry.standards}
        assert set(mine) == {record["id"] for record in told}
        for record in told:
            wrong += differ(f"{record['id']} on {day}", mine[record["id"]], record)
            records += 1
    print(f"conformance: {len(numbers)} numbers and {records} records, {len(wrong)} differ", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
