// Starts `budgetc lsp` for the sources of a workspace; all else is the server's.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const command = workspace.getConfiguration("budgetc").get("path");
  const sources = { scheme: "file", language: "yaml", pattern: "**/budgets/**" };
  client = new LanguageClient(
    "budgetc",
    "budgetc",
    { command, args: ["lsp"] },
    { documentSelector: [sources] },
  );
  return client.start();
};

exports.deactivate = () => client && client.stop();
