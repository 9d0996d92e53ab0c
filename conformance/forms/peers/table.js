// Gives every R4 Questionnaire that LHC-Forms is tested with to the forms engine, and its answers
// and expressions to fhirpath.js and LHC-Forms. Writes what came of it as Markdown.
//
//   node table.js CHECKOUT > ../TABLE.md
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { answerSets } from "./answers.js";
import { fromExport, fromExpressions } from "./differences.js";
import { open } from "./lhc.js";
import { page } from "./page.js";
import { hasConditions, isComputed } from "./questionnaire.js";

const HERE = path.dirname(fileURLToPath(import.meta.url));

function* files(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* files(name);
    else if (name.endsWith(".json")) yield name;
  }
}

function questionnaires(checkout) {
  const root = path.join(checkout, "test/data/R4");
  const found = [];
  for (const file of files(root)) {
    const form = JSON.parse(fs.readFileSync(file, "utf8"));
    if (form.resourceType !== "Questionnaire") continue;
    const name = path.relative(root, file);
    found.push({ name, file, form, responses: answerSets(form, name) });
  }
  return found;
}

function ours(forms) {
  const input = forms.map(({ file, responses }) => JSON.stringify({ file, responses })).join("\n");
  const run = spawnSync("cargo", ["run", "--quiet"], {
    cwd: path.dirname(HERE),
    input,
    maxBuffer: 1 << 30,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error("the engine did not come to an end");
  return run.stdout.toString().trim().split("\n").map((line) => JSON.parse(line));
}

const quiet = async (work) => {
  const [log, warn, error] = [console.log, console.warn, console.error];
  console.log = console.warn = console.error = () => {};
  try {
    return await work();
  } finally {
    Object.assign(console, { log, warn, error });
  }
};

function together(all) {
  const compared = all.reduce((sum, one) => sum + one.compared, 0);
  return { compared, differences: all.flatMap((one) => one.differences) };
}

async function lhc(browser, form, results, responses) {
  const all = [];
  await browser.begin();
  for (const [index, result] of results.entries()) {
    if (result.refused) continue;
    try {
      all.push(fromExport(form, result, await browser.ask(form, responses[index])));
    } catch (fault) {
      return { ...together(all), failed: String(fault.message ?? fault).split("\n")[0].slice(0, 160) };
    }
  }
  return together(all);
}

const checkout = process.argv[2];
if (!checkout || !fs.existsSync(path.join(checkout, "test/data/R4"))) {
  console.error("Give the path of a checkout of https://github.com/LHNCBC/lforms: node table.js CHECKOUT");
  process.exit(2);
}
const forms = questionnaires(checkout);
const found = ours(forms);
const browser = await open();
for (const [index, one] of forms.entries()) {
  Object.assign(one, found[index]);
  if (one.refused) continue;
  const taken = one.results.filter((result) => !result.refused);
  if (isComputed(one.form)) {
    one.expressions = await quiet(() => together(taken.map((result) => fromExpressions(one.form, result))));
  }
  if (browser && (isComputed(one.form) || hasConditions(one.form))) {
    one.lhc = await lhc(browser, one.form, one.results, one.responses);
    process.stderr.write(`${one.name}\n`);
  }
}
await browser?.close();
const { text, isExplained } = page(forms, JSON.parse(fs.readFileSync(path.join(checkout, "package.json"), "utf8")).version);
process.stdout.write(text);
process.exit(isExplained ? 0 : 1);
