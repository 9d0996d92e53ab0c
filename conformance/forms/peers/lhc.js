// LHC-Forms itself, in a browser without a window: the same answers put in, and what it exports.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(HERE, "node_modules/lforms/dist/lforms");
const PAGE = `<!doctype html><meta charset="utf-8"><div id="f"></div>
<script src="webcomponent/assets/lib/zone.min.js"></script>
<script src="webcomponent/lhc-forms.js"></script>
<script src="fhir/R4/lformsFHIR.min.js"></script>`;

function serve() {
  const server = http.createServer((request, response) => {
    const name = new globalThis.URL(request.url, "http://localhost").pathname;
    if (name === "/") return response.setHeader("content-type", "text/html").end(PAGE);
    const file = path.join(DIST, path.normalize(name));
    if (!file.startsWith(DIST) || !fs.existsSync(file)) return response.writeHead(404).end();
    const type = file.endsWith(".js") ? "text/javascript" : "application/octet-stream";
    response.setHeader("content-type", type);
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

// Runs in the page. LHC-Forms calculates twice, since one value may rest on another.
async function fill({ form, response }) {
  const { LForms } = window;
  document.getElementById("f").innerHTML = "";
  let shown = LForms.Util.convertFHIRQuestionnaireToLForms(form, "R4");
  if (response.item.length) shown = LForms.Util.mergeFHIRDataIntoLForms(response, shown, "R4");
  shown.hasSavedData = false;
  await LForms.Util.addFormToPage(shown, "f", {});
  const pause = () => new Promise((done) => setTimeout(done, 150));
  await pause();
  const inside = LForms.Util._getFormObjectInScope("f");
  inside.hasSavedData = false;
  for (let turn = 0; turn < 2; turn += 1) await inside._expressionProcessor?.runCalculations(false);
  await pause();
  return LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", "f");
}

// `ask(form, response)` gives what LHC-Forms exports, or throws; nothing if there is no browser.
export async function open() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!fs.existsSync(executablePath)) return undefined;
  const { chromium } = await import("playwright-core");
  const server = await serve();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  let page;
  const begin = async () => {
    await page?.close();
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction("window.LForms?.FHIR?.R4?.SDC", null, { timeout: 60_000 });
  };
  return {
    begin,
    ask: (form, response) => {
      const late = new Promise((_, fail) => setTimeout(() => fail(new Error("no answer within 30 s")), 30_000).unref());
      return Promise.race([page.evaluate(fill, { form, response }), late]);
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
