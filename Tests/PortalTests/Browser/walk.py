"""Walks the portal as its people do, in a real browser: administrator, clerk, reviewer, citizen.

walk.py BASE SETUP SOUND SLIPS [FOLDER]
  BASE   address of a portal that was just started over an empty folder
  SETUP  path of its one-time link
  SOUND, SLIPS  the two sample disclosures
  FOLDER where pictures of the pages are put
Prints one line a step. Ends with 1 at the first thing that is not as it should be.
"""
import os
import sys

from playwright.sync_api import sync_playwright

BASE, SETUP, SOUND, SLIPS = sys.argv[1:5]
FOLDER = sys.argv[5] if len(sys.argv) > 5 else None
PASSWORDS = {name: f"walk-{name}-密码-2026" for name in ("root", "danganguan", "shenhe")}


def expect(condition, what):
    if not condition:
        print("NOT AS EXPECTED:", what)
        sys.exit(1)


class Walk:
    def __init__(self, browser):
        self.browser = browser
        self.complaints = []
        self.fresh()

    def fresh(self):
        """Another person's browser."""
        self.context = self.browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        # A policy that is broken, and a script that fails, are told here.
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" and "status of 4" not in m.text else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def step(self, name):
        print("ok", name, flush=True)
        expect(not self.complaints, self.complaints)
        for width, height in ((1280, 900), (390, 844)):
            self.page.set_viewport_size({"width": width, "height": height})
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if FOLDER:
                self.page.screenshot(path=os.path.join(FOLDER, f"{name}-{width}.png"), full_page=True)
            expect(wide <= 1, f"{name} is {wide} px wider than a screen of {width}")
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def text(self):
        return self.page.inner_text("body")

    def sign_in(self, name):
        self.fresh()
        self.page.goto(BASE + "/sign-in")
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORDS[name])
        self.page.click("main button.main")
        expect("退出" in self.text(), f"{name} is signed in")

    def upload(self, path, form="main form.drop"):
        self.page.set_input_files(f"{form} input[type=file]", path)
        self.page.click(f"{form} button")
        self.page.wait_for_url("**/filings/**")


def administrator(walk):
    page = walk.page
    page.goto(BASE + SETUP)
    walk.step("set-up")
    page.fill("#name", "root")
    page.fill("#password", PASSWORDS["root"])
    page.click("main button.main")
    expect(page.goto(BASE + SETUP).status == 404, "the link works once")
    walk.sign_in("root")
    page = walk.page
    page.goto(BASE + "/admin")
    page.fill("#government", "示例市")
    page.fill("#departments", "示例市档案馆\n示例市水务局")
    page.click("section:has(#bo) button.main")
    for name, role in (("danganguan", "clerk"), ("shenhe", "reviewer")):
        page.click("text=添加账户")
        page.fill("form[action='/admin/users'] #name", name)
        page.select_option("#role", role)
        if role == "clerk":
            page.select_option("#body", label="示例市档案馆")
        page.fill("form[action='/admin/users'] #password", PASSWORDS[name])
        page.click("form[action='/admin/users'] button.main")
    walk.step("admin")
    page.goto(BASE + "/admin/trail")
    expect("记录完整" in walk.text(), "the trail is whole")
    walk.step("trail")
    expect(page.goto(BASE + "/board").status == 403, "an administrator has no board")


def clerk_first(walk):
    walk.sign_in("danganguan")
    page = walk.page
    page.goto(BASE + "/desk?year=2024")
    walk.step("desk-empty")
    walk.upload(SLIPS)
    expect("需要更正" in page.inner_html("main"), "errors are found")
    expect(page.is_disabled("text=送审 >> nth=-1") or "没有改正" in walk.text(), "errors keep it from review")
    walk.step("filing-draft")
    page.locator(".finding").first.locator("button[value=confirmed]").click()
    expect("已确认，待改正" in page.content(), "a decision is shown")
    page.goto(BASE + "/desk")
    page.click("text=上传改正后的文件")
    walk.upload(SOUND, "details[open] form.drop")
    expect("已确认并改正" in walk.text(), "what was confirmed is fixed")
    page.click("form[action$='/submit'] button")
    expect("已送审" in walk.text(), "submitted")
    walk.step("filing-submitted")
    expect(page.locator("form[action$='/approve']").count() == 0, "a clerk approves nothing")


def reviewer_returns(walk):
    walk.sign_in("shenhe")
    page = walk.page
    page.goto(BASE + "/board?year=2024")
    walk.step("board")
    page.click("main >> text=示例市档案馆")
    page.fill("#back-text", "请补充说明机关运行经费减少的原因。")
    page.click("form[action$='/return'] button")
    expect("已退回" in walk.text(), "returned")
    walk.step("filing-returned")


def clerk_again(walk):
    walk.sign_in("danganguan")
    page = walk.page
    page.goto(BASE + "/desk")
    page.click("text=打开")
    expect("请补充说明" in walk.text(), "the opinion is read")
    page.click("form[action$='/submit'] button")


def reviewer_approves(walk):
    walk.sign_in("shenhe")
    page = walk.page
    page.goto(BASE + "/board?year=2024")
    page.click("main >> text=示例市档案馆")
    page.click("form[action$='/approve'] button")
    expect("已批复" in walk.text(), "approved")
    page.goto(BASE + "/board?year=2024")
    expect("还有 20 天" in walk.text(), "the deadline is told")
    page.click("main th >> text=示例市档案馆")
    page.click("form[action$='/publish'] button")
    expect("已公开" in walk.text(), "published")
    with page.expect_download() as download:
        page.click("text=下载原文件")
    expect(open(download.value.path(), "rb").read() == open(SOUND, "rb").read(), "the file is as it was handed in")


def citizen(walk):
    walk.fresh()
    page = walk.page
    page.goto(BASE + "/")
    walk.step("home")
    page.fill("#q", "数字化加工")
    page.click("form.find button")
    expect("示例市档案馆" in walk.text(), "a phrase is found")
    walk.step("search")
    page.goto(BASE + "/departments")
    page.click("main >> text=示例市档案馆")
    walk.step("department")
    page.click(".facts3 dd a >> nth=0")
    expect("/report#" in page.url, "a figure leads to its cell")
    target = page.url.split("#")[1]
    expect("1,336.81" in page.inner_text(f"#{target}").replace("1336.81", "1,336.81"), "and that cell holds it")
    walk.step("report")
    expect(page.goto(BASE + "/filings/1").url.find("/sign-in") > 0, "what is not public needs signing in")
    page.goto(BASE + "/")
    page.set_input_files("#file", SLIPS)
    page.click("form.drop button.main")
    expect("需要更正" in page.inner_html("main"), "a file of one's own is checked")
    walk.step("own-check")


def correction(walk):
    walk.sign_in("danganguan")
    page = walk.page
    page.goto(BASE + "/desk")
    page.click("text=更正已公开的决算")
    page.fill("textarea[name=reason]", "补充说明一处原因。")
    walk.upload(SOUND, "form[action$='/correction']")
    page.click("form[action$='/submit'] button")
    walk.sign_in("shenhe")
    page = walk.page
    page.goto(BASE + "/board?year=2024")
    expect("更正中" in walk.text(), "the board knows a correction")
    page.click("main th >> text=示例市档案馆")
    page.click("form[action$='/approve'] button")
    page.click("form[action$='/publish'] button")
    walk.fresh()
    walk.page.goto(BASE + "/departments")
    walk.page.click("main >> text=示例市档案馆")
    expect("补充说明一处原因" in walk.text() and "第 3 版" in walk.text(), "the correction is explained")
    walk.page.click("#hi ~ ol >> text=第 2")
    expect("留作查考" in walk.text(), "the old version is kept")
    walk.step("old-version")


# What stood in each cell last year, entered for this year as somebody would who types on.
FILL = """() => { document.querySelectorAll("form[data-sheet] td.edit").forEach(td => {
  const last = td.querySelector(".last"), field = td.querySelector("input, textarea");
  if (!last || !field || field.value && field.value !== "推算") return;
  const text = last.textContent.replace("上年 ", "").replace("−", "-").trim();
  field.value = /^-?[\\d,.]+$/.test(text) ? text.replace(/,/g, "") : text;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}); }"""

# Words that were taken over and name last year.
RENEW = """() => { document.querySelectorAll("form[data-sheet] textarea").forEach(area => {
  if (!area.value.includes("2024年")) return;
  area.value = area.value.replaceAll("2024年", "2025年");
  area.dispatchEvent(new Event("change", { bubbles: true }));
}); }"""


def kept(page):
    """Waits until everything that was entered is kept."""
    page.locator("[data-saved]", has_text="已保存").wait_for()


def enter(page, line, column, text):
    """Types into a cell by its line's and column's names."""
    field = page.locator(f"[aria-label='{line}，{column}']").first
    field.fill(text)
    field.blur()
    kept(page)


def clerk_composes(walk):
    walk.sign_in("danganguan")
    page = walk.page
    page.goto(BASE + "/desk?year=2025")
    page.click("main a.main >> text=在线编制")
    walk.step("compose-start")
    page.click("button[value=last]")
    expect("还有" in page.inner_text(".compose-bar"), "what is missing is told")
    walk.step("compose-overview")
    sheets = page.eval_on_selector_all(".sheets li a", "all => all.slice(1).map(a => a.getAttribute('href'))")
    expect(len(sheets) > 10, "every sheet is there")
    for sheet in sheets:
        page.goto(BASE + sheet)
        page.evaluate(FILL)
        page.evaluate(RENEW)
        kept(page)
        if page.locator("button[value=all]").count():
            page.click("button[value=all]")
    income = next(s for s in sheets if s.endswith("/income"))
    page.goto(BASE + income)
    walk.step("compose-sheet")
    before = page.input_value("[aria-label='行政运行，财政拨款收入（元）'] >> nth=0")
    enter(page, "行政运行", "财政拨款收入（元）", "三万")
    expect("“三万”不是金额" in page.inner_text("form[data-sheet]"), "what is wrong is told under its line")
    walk.step("compose-wrong")
    enter(page, "行政运行", "财政拨款收入（元）", before)
    expect("“三万”" not in page.inner_text("form[data-sheet]"), "what is mended is gone")
    expect(page.locator(".live .lv").count() > 0, "the change is shown in the words that will be printed")
    page.click("text=撤销")
    expect("“三万”不是金额" in page.inner_text("form[data-sheet]"), "a change is taken back")
    page.click("text=重做")
    expect("“三万”" not in page.inner_text("form[data-sheet]"), "and made again")
    mend(page, sheets)
    page.goto(BASE + "/compose/2025")
    expect("没有问题，可以送审" in page.inner_text(".compose-bar"), page.inner_text("main")[:2000])
    walk.step("compose-whole")
    page.click("text=预览")
    expect(page.locator("#T03").count() == 1, "the disclosure is shown as it will be")
    walk.step("compose-preview")
    page.click("#hand-in button")
    expect("已送审" in walk.text(), "composed and submitted")


def mend(page, sheets):
    """Last year's figures were rounded one by one, so they do not add up to the yuan: the clerk puts that right."""
    by_name = {sheet.rsplit("/", 1)[1]: BASE + sheet for sheet in sheets}
    page.goto(by_name["economy"])
    field = page.locator("[aria-label='基本工资，决算数（元）']").first
    enter(page, "基本工资", "决算数（元）", f"{float(field.input_value()) + 100:.2f}")
    page.goto(by_name["travel"])
    enter(page, "决算数·公务接待费", "数", "18500.00")
    enter(page, "国内接待费支出", "数", "18500.00")
    page.goto(by_name["running"])
    field = page.locator("[aria-label='机关运行经费，数（元）']").first
    enter(page, "机关运行经费", "数（元）", f"{float(field.input_value()) - 100:.2f}")
    page.goto(by_name["base"])
    for field in page.locator("[aria-label^='公用经费，']").all():
        if field.input_value() == "1340200.00":
            field.fill("1340100.00")
            field.blur()
            kept(page)
    # Reasons for what no longer differs are taken out.
    page.goto(by_name["texts"])
    page.evaluate("""() => document.querySelectorAll("td.is-bad textarea").forEach(area => {
      area.value = "";
      area.dispatchEvent(new Event("change", { bubbles: true }));
    })""")
    kept(page)


with sync_playwright() as playwright:
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    walk = Walk(browser)
    for part in (administrator, clerk_first, reviewer_returns, clerk_again, reviewer_approves, citizen, correction, clerk_composes):
        part(walk)
        print("done", part.__name__, flush=True)
    browser.close()
