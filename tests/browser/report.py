"""Makes an audit, opens its html report in Chromium, and does with it what a reader does.

    report.py CABLELINT CHROMIUM [FOLDER-FOR-SCREENSHOTS]
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import time

from chromium import Page

POSTS = ["OSLO", "MOSCOW", "ATHENS", "KABUL", "NAIROBI", "LISBON", "TALLINN", "GABORONE", "WELLINGTON"]
FILES, PORTIONS, HELD = 400, 90, 50_000
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)<\\script>&lt;\"'\u202egnp.txt"
SECRET = "the harbour master will resign"


def cable(number, marks):
    post, year = POSTS[number % len(POSTS)], 1995 + number % 14
    date = f"{number % 28 + 1:02}1200Z FEB {year % 100:02}"
    head = f"R {date}\nFM AMEMBASSY {post}\nTO SECSTATE WASHDC 0000\n\nUNCLAS {post} {number + 1:06}\n\nSIPDIS\n\n"
    head += "E.O. 12958: N/A\nTAGS: PREL, EFIS\nSUBJECT: HARBOUR DUES\n\n"
    paragraphs = [f"{place}. ({mark}) He said that {SECRET}.\n\n" for place, mark in enumerate(marks, 1)]
    return head + "".join(paragraphs) + "LARSEN\n"


def audit(program, folder):
    """An audit of cables of which some are wrong in many ways, and of everything else that lies about."""
    for number in range(FILES):
        wrong = ["C"] * PORTIONS if number % 4 else ["U"] * 5
        if number % 7 == 0:
            wrong = ["U", "U", "SBX", "U"]
        path = folder / "cables" / f"{1995 + number % 14}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(cable(number, wrong))
    # Enough of them to fill the table and more.
    for number in range(HELD // PORTIONS + 1):
        path = folder / "more" / f"{number:05}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(cable(number, ["S", "SBX"] * (PORTIONS // 2)))
    for copy in range(3):
        path = folder / "copies" / f"box {copy}" / "one.txt"
        path.parent.mkdir(parents=True)
        path.write_text(cable(77_777, ["S", "S", "U"]))
    hostile = folder / "cables" / HOSTILE
    hostile.write_text(cable(1, ["C", "<script>alert(3)</script>", "U"]))
    (folder / "notes.txt").write_text("a shopping list\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0" * 100)
    report = folder / "report.html"
    arguments = ["check", "--format", "short", "--output", f"html={report}", "cables", "more", "copies", "notes.txt",
                 "picture.png", "gone<b>.txt"]
    run = subprocess.run([program.resolve(), *arguments], cwd=folder, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 3, (run.returncode, run.stderr)
    return report, len(run.stdout.splitlines())


class Try:
    """The steps of a reader. Each leaves the page as a reader would."""

    def __init__(self, page, report, findings, pictures):
        self.page, self.report, self.findings, self.pictures = page, report, findings, pictures

    def text(self, selector):
        return self.page.run(f"document.querySelector({selector!r}).innerText")

    def shown(self):
        return self.text("#shown")

    def until(self, expression):
        """Waits for something that the page does in its own time."""
        deadline = time.monotonic() + 30
        while not self.page.run(expression):
            assert time.monotonic() < deadline, f"still not so: {expression}"

    def timed(self, what, script):
        """Does something that changes what the table says of itself, waits for it, and holds it to a second."""
        says = "[document.getElementById('shown').innerText, document.querySelector('#table tbody').innerText].join()"
        frame = "await new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
        started = time.monotonic()
        self.page.run(
            f"(async () => {{ const before = {says}; {script}; let frames = 0;"
            f"do {{ {frame}; frames += 1; }} while ({says} === before && frames < 600); }})()"
        )
        took = time.monotonic() - started
        print(f"  {what}: {took * 1000:.0f} ms")
        assert took < 1.0, f"{what} took {took:.2f} s"

    def opens(self):
        self.page.look(1000)
        started = time.monotonic()
        self.page.open(self.report)
        size = self.report.stat().st_size
        print(f"  open {size / 1e6:.1f} MB: {(time.monotonic() - started) * 1000:.0f} ms")
        assert self.findings > HELD, "more findings than the table holds"
        assert self.shown() == f"1 to 100 of {HELD:,} findings.", self.shown()
        assert f"holds the worst {HELD:,} of {self.findings:,} findings" in self.text("#findings")
        assert "Not everything was looked at" in self.text(".alert")
        assert "Recognised: " in self.text("main") and "cablelint " in self.text("#checked td")
        assert "gone<b>.txt: no such file or folder" in self.text("#looked-at")
        for end in ("header", "footer"):
            assert self.text(f"{end}.marking") == "highest marking seen: SECRET"
        assert SECRET not in self.report.read_text()

    def filters(self):
        choose = "const list = document.getElementById('by-{}'); list.selectedIndex = {}; list.dispatchEvent(new Event('change'))"
        self.timed("filter by severity", choose.format("severity", 1))
        assert self.page.run("[...document.querySelectorAll('#table .severity')].every(it => it.innerText === 'error')")
        self.timed("filter by post", choose.format("post", 1))
        assert "that match, out of 50,000" in self.shown(), self.shown()
        post = self.page.run("document.getElementById('by-post').selectedOptions[0].innerText").split(" (")[0]
        assert self.page.run(f"[...document.querySelectorAll('#table .of')].every(it => it.innerText.includes({post!r}))")
        self.page.run("document.querySelector('button[type=reset]').click()")
        assert self.shown() == f"1 to 100 of {HELD:,} findings."
        search = "const box = document.getElementById('search'); box.value = {!r}; box.dispatchEvent(new Event('input'))"
        self.timed("search", search.format("ONERROR"))
        paths = self.page.run("[...document.querySelectorAll('#table .path')].map(it => it.innerText)")
        assert paths and all(path.startswith("cables/<img src=x onerror=alert(1)>") for path in paths), paths
        assert all("\u202e" not in path for path in paths)
        self.timed("search copies", search.format("copies/"))
        rows = self.page.run("document.querySelectorAll('#table tbody tr').length")
        self.timed("show copies once", "document.getElementById('once').click()")
        of = self.page.run("[...document.querySelectorAll('#table tbody tr')].map(it => it.innerText)")
        assert rows == 3 * len(of) and all("and in 2 more copies" in it for it in of), (rows, of)
        assert self.shown() == f"1 to {len(of)} of {len(of)} different findings, from {rows} that match.", self.shown()
        self.timed("show every copy", "document.getElementById('once').click()")
        self.timed("search without an answer", search.format("no such thing"))
        assert self.shown().startswith("No finding matches"), self.shown()
        self.page.run("document.querySelector('button[type=reset]').click()")

    def sorts(self):
        click = "document.querySelector('th[data-sort={}] button').click()"
        path = "document.querySelector('#table .path').innerText"
        for key in ("message", "rule", "place"):
            self.timed(f"sort by {key}", click.format(key))
            self.timed(f"sort by {key}, down", click.format(key))
        assert self.page.run("document.querySelector('th[data-sort=place]').getAttribute('aria-sort')") == "descending"
        last = self.page.run(path)
        self.timed("sort by place, up again", click.format("place"))
        first = self.page.run(path)
        assert first.startswith("cables/19") and last.startswith("more/"), (first, last)
        self.timed("last page", "document.querySelector('[data-go=last]').click()")
        assert self.shown().endswith(f"to {HELD:,} of {HELD:,} findings."), self.shown()
        self.timed("sort by severity", click.format("severity"))
        self.timed("sort by severity, up", click.format("severity"))
        assert self.text("#table .severity") == "warning"

    def follows(self):
        """From a finding to the explanation of its rule, with the keyboard alone, and back to all of the rule."""
        link = "document.querySelector('#table td a')"
        rule = self.page.run(f"{link}.innerText")
        self.page.run(f"{link}.focus()")
        self.page.press("Enter", 13, "\r")
        opened = f"document.getElementById('rule-{rule}')"
        self.until(f"{opened}.closest('details').open && {opened}.innerText.length > 200")
        assert "Basis:" in self.page.run(f"{opened}.innerText")
        # The browser opens what a link leads to by itself, before the page hears of it and moves the focus.
        self.until("document.activeElement.localName === 'summary'")
        assert self.page.run("getComputedStyle(document.activeElement).outlineStyle") != "none"
        self.page.press("Tab", 9)
        self.page.press("Enter", 13, "\r")
        self.until("document.getElementById('by-rule').value !== ''")
        assert self.page.run(f"[...document.querySelectorAll('#table td a')].every(it => it.innerText === {rule!r})")
        self.page.run("document.querySelector('[data-filter=post] button').click()")
        assert self.page.run("document.getElementById('by-post').value !== ''")

    def is_labelled(self):
        unlabelled = "[...document.querySelectorAll('input, select')].filter(it => it.labels.length === 0).length"
        assert self.page.run(unlabelled) == 0
        assert self.page.run("[...document.querySelectorAll('button')].every(it => it.innerText.trim() || it.textContent.trim())")
        levels = self.page.run("[...document.querySelectorAll('h1, h2, h3')].map(it => Number(it.localName[1]))")
        assert levels[0] == 1 and all(after - before <= 1 for before, after in zip(levels, levels[1:])), levels
        ids = self.page.run("[...document.querySelectorAll('[id]')].map(it => it.id)")
        assert len(ids) == len(set(ids))

    def holds_nothing_foreign(self):
        counts = "[document.querySelectorAll('script').length, document.querySelectorAll('img, iframe, object, link, base').length]"
        assert self.page.run(counts) == [2, 0]
        script = "const it = document.createElement('script'); it.textContent = 'window.ran = 1'; document.body.append(it)"
        self.page.run(f"{script}; 0")
        assert self.page.run("window.ran === undefined"), "the policy lets a foreign script run"
        refused = [it for it in self.page.complaints if "Content Security Policy" in it]
        assert refused, self.page.complaints
        for complaint in refused:
            self.page.complaints.remove(complaint)

    def fits(self):
        for width in (400, 1000, 1600):
            for dark in (False, True):
                self.page.look(width, dark=dark)
                self.page.open(self.report)
                assert self.page.run("document.documentElement.scrollWidth <= innerWidth"), f"wider than {width}"
                if self.pictures:
                    self.picture(width, "dark" if dark else "light")
                ground = self.page.run("getComputedStyle(document.body).backgroundColor")
                assert (ground == "rgb(255, 255, 255)") != dark, ground

    def picture(self, width, name):
        for part in ("top", "where", "rules", "findings", "checked", "looked-at"):
            self.page.run(f"(document.getElementById({part!r}) || document.body).scrollIntoView()")
            self.page.screenshot(self.pictures / f"{width}-{name}-{part}.png")

    def repeats_heads_on_paper(self):
        """A head is repeated where it is one of a table, and only so much of it as is no box of a control."""
        for width in (400, 1000):
            self.page.look(width, media="print")
            self.page.open(self.report)
            shown = "[...document.querySelectorAll({})].map(it => getComputedStyle(it).display)"
            heads = set(self.page.run(shown.format("'thead'")))
            assert heads == {"table-header-group"}, (width, heads)
            boxes = set(self.page.run(shown.format("'thead *'")))
            assert boxes <= {"table-row", "table-cell", "inline", "block", "contents"}, (width, boxes)
            assert self.page.run("document.querySelectorAll('#table thead button').length") == 4
            assert set(self.page.run(shown.format("'#table thead button'"))) == {"contents"}

    def prints(self):
        self.page.look(1000)
        self.page.open(self.report)
        opened = "[...document.querySelectorAll('details')].filter(it => it.open).length"
        before = self.page.run(opened)
        pdf = self.page.pdf()
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
        assert pdf.startswith(b"%PDF-") and pages > 5, pages
        # The page may hear that printing is over later than the print is here.
        self.until(f"{opened} === {before}")
        self.page.run("dispatchEvent(new Event('beforeprint'))")
        assert self.page.run("document.querySelectorAll('details:not([open])').length") == 0
        self.page.run("dispatchEvent(new Event('afterprint'))")
        assert self.page.run(opened) == before
        if self.pictures:
            (self.pictures / "report.pdf").write_bytes(pdf)

    def works_without_script(self):
        self.page.look(1000, scripts=False)
        self.page.open(self.report)
        # Evaluation by the protocol goes on; scripts of the page do not.
        assert self.page.run("document.querySelectorAll('#table tbody tr').length") == 100
        assert self.shown() == f"The first 100 of {HELD:,} findings, the worst first."
        assert self.page.run("[...document.querySelectorAll('.script')].every(it => it.hidden)")
        assert self.page.run("document.querySelectorAll('td button, th button').length") == 0
        assert "shown by a script" in self.text("noscript")
        if self.pictures:
            self.picture(1000, "without-script")


def main():
    program, browser = map(pathlib.Path, sys.argv[1:3])
    pictures = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory(prefix="cablelint-report-") as folder:
        report, findings = audit(program, pathlib.Path(folder))
        page = Page(str(browser))
        try:
            steps = Try(page, report, findings, pictures)
            for step in (steps.opens, steps.filters, steps.sorts, steps.follows, steps.is_labelled,
                         steps.holds_nothing_foreign, steps.fits, steps.repeats_heads_on_paper, steps.prints, steps.works_without_script):
                print(step.__name__.replace("_", " "), flush=True)
                step()
            assert not page.complaints, page.complaints
            foreign = [url for url in page.requests if not url.startswith("file://")]
            assert not foreign, foreign
        finally:
            page.close()
    print("the html report holds in a browser")


if __name__ == "__main__":
    main()
