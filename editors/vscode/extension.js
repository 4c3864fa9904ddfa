// Starts `mulu lsp` for the records of a registry. All that it shows comes from there.

"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

// Records are in these places of a registry; VS Code may call TOML whatever its extensions do, or plain text.
const RECORDS = [
  "**/book.toml",
  "**/standards/taxonomy.toml",
  "**/standards/*/*.md",
  "**/policies/*.{md,toml}",
  "**/agencies/*.toml",
  "**/projects/*.toml",
  "**/resources/*/*.toml",
  "**/cases/*.toml",
];

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("mulu");
  const server = { command: settings.get("path"), args: ["lsp", ...settings.get("arguments")] };
  client = new LanguageClient("mulu", "Mulu 目录", server, {
    documentSelector: RECORDS.map((pattern) => ({ scheme: "file", pattern })),
  });
  try {
    await client.start();
  } catch (error) {
    // The program is not there, or too old to know the command.
    vscode.window.showErrorMessage(`mulu lsp: ${error.message} (mulu.path)`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("mulu.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("mulu") && restart()),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
