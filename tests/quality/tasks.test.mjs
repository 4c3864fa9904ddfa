// Every task of the desk, filled in and saved by keyboard alone, over this repository's own records: what it writes is looked up in the
// record's file. A task that is added to the desk and has no row here fails.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { start } from "./browser.mjs";
import { DAY, choose, commit, desk, opened, press, type, visit } from "./desk.mjs";

const OWN = resolve(import.meta.dirname ?? ".", "../..");
const RECORDS = ["book.toml", "standards", "policies", "agencies", "projects", "resources", "cases"];

const AUTHORITY = "agencies/data-authority.toml";
const SEARCH = "projects/sample-archive-search.toml";

/** A word of a closed list. */
const word = (text) => ({ word: text });

/** Of each task what is filled in, by the names of the fields, and what the file then says. */
const TASKS = [
  ["list-in", { numbers: "DB15/T 2997-2023", date: "2026-11-20" }, "standards/local/db15-t-2997-2023.md", /status = "listed"\nlisted = 2026-11-20/],
  ["review", { by: "data-authority", date: DAY, "row.0.number": "DA/T 56-2014", "row.0.conclusion": word("continue"), "row.0.reason": "仍然适用" }, "standards/industry/da-t-56-2014.md", /date = 2026-11-21\nconclusion = "continue"\nby = "data-authority"\nreason = "仍然适用"/],
  ["register", { number: "DA/T 57-2014", agency: "data-authority", status: word("implemented"), since: "2026-01-05" }, AUTHORITY, /standard = "DA\/T 57-2014"\nstatus = "implemented"\nsince = 2026-01-05/],
  ["accept", { number: "DA/T 57-2014", agency: "data-authority", accept: "2026-11-20" }, AUTHORITY, /standard = "DA\/T 57-2014"[^[]*(filed|accepted) = 2026-11-20/],
  ["case-step", { case: "示例-2026-005", step: "change_examined", date: DAY }, "cases/changsha-cloud-2026.toml", /change_examined = 2026-11-21/],
  ["done", { duty: "changsha-cloud-2018#30/operation-report", agency: "cloud-provider", date: DAY }, "agencies/cloud-provider.toml", /operation-report"\ndate = 2026-11-21/],
  ["order", { record: "sample-archives", about: "补齐台账", deadline: "2026-12-31" }, "agencies/sample-archives.toml", /deadline = 2026-12-31\nabout = "补齐台账"/],
  ["close-order", { record: "sample-archives", close: DAY, about: "补齐台账" }, "agencies/sample-archives.toml", /about = "补齐台账"[^[]*closed = 2026-11-21|closed = 2026-11-21[^[]*about = "补齐台账"/],
  ["answer", { resource: "sample-credit-records", result: word("corrected"), date: "2026-11-20" }, "resources/sample-hubei-credit/sample-credit-records.toml", /answered = 2026-11-20\nresult = "corrected"/],
  ["correct", { record: "DA/T 58-2014", key: word("effective"), value: "2015-08-02", reason: "录入有误" }, "standards/industry/da-t-58-2014.md", /effective = 2015-08-02[\s\S]*\[\[erratum\]\]/],
  ["rename", { old: "finance", new: "finance-bureau" }, "agencies/finance-bureau.toml", /formerly = \["finance"\]/],
  ["delist", { numbers: "DA/T 31-2017", date: DAY }, "standards/industry/da-t-31-2017.md", /status = "delisted"[^[]*delisted = 2026-11-21/],
  ["exclude", { numbers: "DB32/T 5383-2026", reason: "本市没有这类系统" }, "standards/local/db32-t-5383-2026.md", /status = "excluded"[^[]*reason = "本市没有这类系统"/],
  ["declare", { project: "sample-archive-search", what: "GB/T 22239-2019", status: word("met") }, SEARCH, /standard = "GB\/T 22239-2019"\nstatus = "met"/],
  ["waive", { project: "sample-archive-search", clause: "changsha-cloud-2018#4-2", reason: "更换加密卡以前暂不迁移", by: "data-committee", until: "2027-06-30" }, SEARCH, /approved_by = "data-committee"[^[]*until = 2027-06-30/],
  ["evidence", { record: "sample-archive-search", kind: "mlps-filing", ref: "备案证明 123" }, SEARCH, /kind = "mlps-filing"\nref = "备案证明 123"/],
  ["train", { agency: "data-authority", date: DAY, standard: "DA/T 57-2014", attendance: "12" }, AUTHORITY, /\[\[training\]\]\ndate = 2026-11-21\nstandards = \["DA\/T 57-2014"\]\nattendance = 12/],
  ["step", { draft: "长沙市政务云系统迁移与下线管理规范（示例）", step: word("consultation"), date: "2026-11-01", until: "2026-12-01" }, "standards/municipal/changsha-cloud-migration-retirement.md", /consultation = 2026-11-01/],
  ["reorganise", { agency: "furong-market-regulation", name: "芙蓉区市场监管局", until: "2026-11-01" }, "agencies/furong-market-regulation.toml", /name = "芙蓉区市场监管局"[\s\S]*until = 2026-11-01/],
];

let browser;
let server;
let root;

before(async () => {
  root = mkdtempSync(join(tmpdir(), "mulu-tasks-"));
  opened.push(() => rmSync(root, { recursive: true, force: true }));
  for (const part of RECORDS) cpSync(join(OWN, part), join(root, part), { recursive: true });
  commit(root);
  [browser, server] = await Promise.all([start(), desk(root)]);
});
after(async () => {
  await browser?.close();
  for (const end of opened) end();
});

test("each task is filled in and saved by keyboard alone", async () => {
  const { page, complaints, home } = await visit(browser, server);
  const offered = await page.$$eval("a[href*='/desk/task/']", (links) => links.map((link) => new URL(link.href).pathname.split("/").pop()));
  const known = TASKS.map(([id]) => id);
  assert.deepEqual([...new Set(offered)].filter((id) => !known.includes(id)), [], "a task that is not tried");
  for (const [id, fields, path, says] of TASKS) {
    await page.goto(`${home}/desk/task/${id}`);
    for (const [name, value] of Object.entries(fields)) {
      const of = new RegExp(` ${name.replaceAll(".", "\\.")}$`);
      await (value.word ? choose(page, of, value.word) : type(page, of, value));
    }
    await press(page, /^保存/);
    assert.match(page.url(), /changed\?saved=1/, `${id}: ${await page.innerText("main")}`);
    assert.match(readFileSync(join(root, path), "utf8"), says, id);
  }
  assert.deepEqual(complaints, []);
});
