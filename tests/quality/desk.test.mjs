// The desk in a real browser, by keyboard alone: what a clerk does in a day, and what goes wrong beside her.
//
// With DESK_PICTURES=FOLDER the main pages are kept there as pictures, for the handbook.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { PHONE, WIDE, start } from "./browser.mjs";
import { DAY, choose, commit, desk, git, opened, press, tabTo, type, visit } from "./desk.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const NUMBERS = ["GB/T 1-2020", "GB/T 2-2020", "GB/T 3-2020"];

const BOOK = `# 设置
[book]
title = "试验目录"
language = "zh-CN"

[catalogue]
languages = ["zh-CN", "en"]
jurisdiction = "430100"

[review]
cycle = "P3Y"

[roles]
review = ["office"]
register = ["office"]
list = ["office"]
`;

const standard = (number, more = "") => `+++
# 事实
number = "${number}" # 编号
title = "标准 ${number}"
issued = 2020-01-01
effective = 2020-07-01
source = [{ url = "https://example.org/", checked = 2026-11-21 }]
${more}+++
正文。
`;

const LISTED = "\n# 目录\n[catalogue]\nstatus = \"listed\"\nlisted = 2022-01-01\nbinding = \"recommended\"\n";
const OFFICE = "name = \"标准办\" # 名称\njurisdiction = \"430100\"\nroles = [\"office\"]\ncontact = \"张\"\n\n[[order]]\nissued = 2026-10-01\ndeadline = 2026-11-30\nabout = \"整改\"\nby = \"office\"\n";

let browser;

before(async () => {
  browser = await start();
});
after(async () => {
  await browser?.close();
  for (const end of opened) end();
});

/** A registry in a folder of its own, committed. */
function registry() {
  const root = mkdtempSync(join(tmpdir(), "mulu-desk-"));
  const files = { "book.toml": BOOK, "agencies/office.toml": OFFICE };
  NUMBERS.forEach((number, at) => { files[`standards/national/gb-t-${at + 1}-2020.md`] = standard(number); });
  [4, 5].forEach((at) => { files[`standards/national/gb-t-${at}-2020.md`] = standard(`GB/T ${at}-2020`, LISTED); });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  commit(root);
  opened.push(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

const picture = async (page, name) => {
  const folder = process.env.DESK_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
};

const read = (root, path) => readFileSync(join(root, path), "utf8");

test("a clerk lists three standards, reviews two and hands in, by keyboard", async () => {
  const root = registry();
  const { page, complaints, home } = await visit(browser, await desk(root));
  await picture(page, "start");
  await page.goto(`${home}/desk/task/list-in`);
  await type(page, "numbers", NUMBERS.join("\n"));
  await type(page, "列入日期", "2026-11-20");
  await picture(page, "list");
  await press(page, /^保存/);
  assert.match(page.url(), /changed\?saved=3/);

  await page.goto(`${home}/desk/`);
  for (const number of ["GB/T 4-2020", "GB/T 5-2020"]) {
    await tabTo(page, `${number} number`);
    await page.keyboard.press("Space");
  }
  await press(page, "复审选中的标准");
  await type(page, "复审单位", "标准办");
  for (const [at, reason] of [[0, "仍然适用"], [1, "内容仍与现状相符"]]) {
    await choose(page, `row.${at}.conclusion`, "继续有效");
    await type(page, `row.${at}.reason`, reason);
  }
  await picture(page, "review");
  await press(page, /^保存/);
  assert.match(page.url(), /changed\?saved=2/, await page.innerText("main"));
  await picture(page, "changed");

  const listed = "\n[catalogue]\nstatus = \"listed\"\nlisted = 2026-11-20\nbinding = \"recommended\"\n";
  NUMBERS.forEach((number, at) => assert.equal(read(root, `standards/national/gb-t-${at + 1}-2020.md`), standard(number, listed)));
  const review = (reason) => `${LISTED}\n[[review]]\ndate = ${DAY}\nconclusion = "continue"\nby = "office"\nreason = "${reason}"\n`;
  assert.equal(read(root, "standards/national/gb-t-4-2020.md"), standard("GB/T 4-2020", review("仍然适用")));
  assert.equal(read(root, "standards/national/gb-t-5-2020.md"), standard("GB/T 5-2020", review("内容仍与现状相符")));

  await press(page, "提交这些修改");
  await picture(page, "hand-in");
  await tabTo(page, "branch");
  await press(page, /^提交/);
  assert.match(await page.innerText("main"), /已提交/);
  await picture(page, "handed-in");
  assert.equal(git(root, "symbolic-ref", "--short", "HEAD").trim(), "desk/liming");
  assert.equal(git(root, "status", "--porcelain"), "");
  const changed = git(root, "diff", "--unified=0", "main..HEAD").split("\n").filter((line) => /^-[^-]/.test(line));
  assert.deepEqual(changed, [], "no line of hers was lost");
  assert.match(git(root, "log", "-1", "--format=%an|%B"), /李明\|列入目录 3 项，复审 2 项/);
  assert.deepEqual(complaints, []);
});

test("an order is closed and a fact corrected by keyboard, and the last edit is taken back", async () => {
  const root = registry();
  const { page, home } = await visit(browser, await desk(root));
  await page.goto(`${home}/desk/task/close-order`);
  await type(page, "项目或单位", "office");
  await press(page, /^保存/);
  assert.match(read(root, "agencies/office.toml"), new RegExp(`closed = ${DAY}`));
  await press(page, "撤销这一次");
  assert.equal(read(root, "agencies/office.toml"), OFFICE);
  await page.goto(`${home}/desk/task/correct`);
  await type(page, "标准或政策", "GB/T 1-2020");
  await choose(page, "更正哪一项", "实施日期");
  await type(page, "正确的内容", "2020-08-01");
  await type(page, "理由", "录入有误");
  await press(page, /^保存/);
  assert.match(read(root, "standards/national/gb-t-1-2020.md"), /effective = 2020-08-01[\s\S]*\[\[erratum\]\]/);
});

test("a finding stands beside its field as one types, and a draft is there again when the browser was closed", async () => {
  const root = registry();
  const { page, context, home } = await visit(browser, await desk(root));
  const record = `${home}/desk/record?path=standards/national/gb-t-4-2020.md`;
  await page.goto(record);
  await type(page, "f.effective", "2019-01-01");
  await page.waitForSelector("[data-field='f.effective'] .remark");
  await picture(page, "record");
  await page.close();
  const again = await context.newPage();
  await again.goto(record);
  assert.equal(await again.inputValue("[name='f.effective']"), "2019-01-01");
  assert.match(await again.innerText(".save-state"), /已恢复/);
  assert.equal(read(root, "standards/national/gb-t-4-2020.md"), standard("GB/T 4-2020", LISTED), "nothing was saved");
});

test("two tabs and an editor are noticed, and nothing is written over", async () => {
  const root = registry();
  const { page, context, home } = await visit(browser, await desk(root));
  const record = `${home}/desk/record?path=agencies/office.toml`;
  const other = await context.newPage();
  await page.goto(record);
  await other.goto(record);
  await type(page, "f.contact", "李");
  await press(page, /^保存/);
  await type(other, "f.contact", "王");
  await press(other, /^保存/);
  assert.match(await other.innerText("main"), /两边都改了/);
  await picture(other, "choice");
  assert.equal(read(root, "agencies/office.toml"), OFFICE.replace("张", "李"));
  writeFileSync(join(root, "agencies/office.toml"), OFFICE.replace("张", "李").replace("标准办", "标准化办公室"));
  await other.check("[value='mine']");
  await press(other, /^保存/);
  assert.match(read(root, "agencies/office.toml"), /标准化办公室/, "the editor's change stays");
  await press(other, /^保存/);
  assert.equal(read(root, "agencies/office.toml"), OFFICE.replace("张", "王").replace("标准办", "标准化办公室"));
});

test("a server that is killed at any moment leaves whole files", async () => {
  const root = registry();
  const path = "agencies/office.toml";
  const names = new Set([OFFICE]);
  for (let round = 0; round < 6; round++) {
    const { process, address } = await desk(root);
    const { page, context, home } = await visit(browser, { address, home: new URL(address).origin });
    await page.goto(`${home}/desk/record?path=${path}`);
    const name = `第 ${round} 次`;
    await page.fill("[name='f.contact']", name);
    names.add(OFFICE.replace("张", name));
    page.click("button.main").catch(() => {});
    await new Promise((later) => { setTimeout(later, round * 50); });
    process.kill("SIGKILL");
    await context.close();
    assert.ok(names.has(read(root, path)), read(root, path));
    names.clear();
    names.add(read(root, path));
    const beside = readdirSync(join(root, "agencies")).filter((file) => file.endsWith(".toml"));
    assert.deepEqual(beside, ["office.toml"]);
    writeFileSync(join(root, path), OFFICE);
    names.add(OFFICE);
  }
});

test("each page can be read by everybody, in both schemes, on small screens, and without scripts", async () => {
  const root = registry();
  const server = await desk(root);
  const pages = ["", "search?q=GB", "task/review", "task/list-in", "record?path=agencies/office.toml", "record?path=book.toml", "new", "changed", "hand-in"];
  for (const [colorScheme, viewport] of [["light", WIDE], ["dark", PHONE]]) {
    const { page, complaints, context } = await visit(browser, server, { colorScheme, viewport, bypassCSP: true });
    for (const path of pages) {
      await page.goto(`${server.home}/desk/${path}`);
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
      assert.deepEqual(violations.map((one) => `${path} ${one.id}: ${one.nodes[0].html}`), [], `${colorScheme} ${viewport.width}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${path} is wider than ${viewport.width}`);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  }
  const { page } = await visit(browser, server, { javaScriptEnabled: false });
  await page.goto(`${server.home}/desk/task/delist`);
  await page.fill("[name='numbers']", "GB/T 4-2020");
  await page.click("button.main");
  assert.match(page.url(), /changed\?saved=1/);
});
