// A desk in a real browser: what starts it, and what a person does who has a keyboard and nothing else.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { WIDE } from "./browser.mjs";

const PROGRAM = process.env.MULU ?? resolve(import.meta.dirname ?? ".", "../../target/debug/mulu");

/** The day of every test. */
export const DAY = "2026-11-21";

/** What is to be ended behind the tests. */
export const opened = [];

/** Runs git in a folder, as a person who has a name. */
export function git(root, ...args) {
  const own = ["-C", root, "-c", "user.name=李明", "-c", "user.email=liming@example.org", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...own, ...args], { encoding: "utf8" });
}

/** Makes a folder of records a repository with one commit. */
export function commit(root) {
  git(root, "init", "-q", "-b", "main");
  git(root, "config", "user.name", "李明");
  git(root, "config", "user.email", "liming@example.org");
  git(root, "config", "commit.gpgsign", "false");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "first");
}

/** A desk over a registry, and its address with the token. */
export async function desk(root) {
  const process = spawn(PROGRAM, ["serve", "--edit", "--port", "0", "--as-of", DAY, "--root", root], { stdio: ["ignore", "pipe", "inherit"] });
  opened.push(() => process.kill("SIGKILL"));
  const lines = createInterface({ input: process.stdout });
  const address = await new Promise((found) => { lines.once("line", found); });
  return { process, address, home: new URL(address).origin };
}

/** A browser's window that writes down what its pages complain about and what they ask of others. */
export async function visit(browser, { address, home }, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => { if (message.type() === "error" && !/status of 4/.test(message.text())) complaints.push(message.text()); });
  page.on("request", (request) => { if (!/^(data|about):/.test(request.url()) && !request.url().startsWith(home)) complaints.push(`asks ${request.url()}`); });
  await page.goto(address);
  assert.equal(page.url(), `${home}/desk/`);
  return { context, page, complaints, home };
}

/** Goes with the Tab key to the control that is called so. */
export async function tabTo(page, name) {
  for (let steps = 0; steps < 400; steps++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const own = document.activeElement;
      const label = own.labels?.[0]?.textContent ?? own.getAttribute("aria-label") ?? own.textContent ?? "";
      return `${label} ${own.name ?? ""}`.replace(/\s+/g, " ").trim();
    });
    if (typeof name === "string" ? at.includes(name) : name.test(at)) return;
  }
  assert.fail(`the Tab key never comes to ${name}`);
}

/** Types into the control that is called so. */
export async function type(page, name, text) {
  await tabTo(page, name);
  if (await page.evaluate(() => document.activeElement.type === "date")) {
    // A day is typed part by part, in the order of the browser's language.
    await page.evaluate((day) => { document.activeElement.value = day; document.activeElement.dispatchEvent(new Event("input", { bubbles: true })); }, text);
  } else {
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(text);
  }
}

/** Chooses a word in the list that is called so. */
export async function choose(page, name, text) {
  await tabTo(page, name);
  await page.evaluate((wanted) => {
    const own = document.activeElement;
    const options = [...own.options];
    own.value = (options.find((option) => option.value === wanted) ?? options.find((option) => option.textContent.includes(wanted))).value;
    own.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

/** Presses the button or the link that is called so, which leads to another page. */
export async function press(page, name) {
  await tabTo(page, name);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}
