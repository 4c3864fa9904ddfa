#!/usr/bin/env node
// Starts the program of the package for this machine, which npm installed beside this one.
"use strict";
const { spawnSync } = require("node:child_process");
const { constants } = require("node:os");
const { name } = require("./package.json");

const scope = name.slice(0, name.indexOf("/"));
const { platform, arch } = process;
const program = platform === "win32" ? "mulu.exe" : "mulu";
// npm chooses by the C library, too; either runs where both are there.
const packages = [`${platform}-${arch}`, `${platform}-${arch}-musl`];

function found() {
  for (const own of packages) {
    try {
      return require.resolve(`${scope}/${own}/bin/${program}`);
    } catch {
      // The next, then.
    }
  }
  return null;
}

const path = found();
if (path === null) {
  console.error(`mulu: 没有适用于 ${platform}-${arch} 的程序包；安装时不要省略 optionalDependencies，或改用 pip、cargo 安装。`);
  console.error(`mulu: there is no package with a program for ${platform}-${arch}. Install with optional dependencies, or by pip or cargo.`);
  process.exit(127);
}
const run = spawnSync(path, process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`mulu: ${path}: ${run.error.message}`);
  process.exit(126);
}
// As a shell has it: a program that was ended by a signal.
process.exit(run.signal ? 128 + (constants.signals[run.signal] ?? 0) : run.status);
