// Shows the table to fhirpath.js and writes what it gives, one JSON object a line.
//
//   node table.js CASES INPUTS
import fs from "node:fs";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const [casesFile, inputsFile] = process.argv.slice(2);
const table = JSON.parse(fs.readFileSync(inputsFile, "utf8"));

// What is no plain JSON (a Quantity) is written as text.
function plain(value) {
  const isOwn = value !== null && typeof value === "object" && value.constructor !== Object;
  return isOwn ? value.toString() : value;
}

async function given(expression, input) {
  const { resource, questionnaire } = input;
  const variables = { ...table.variables, resource, rootResource: resource, questionnaire };
  try {
    const values = await fhirpath.evaluate(resource, expression, variables, r4, {
      async: true,
      resolveInternalTypes: true,
    });
    return values.map(plain);
  } catch {
    return "refused";
  }
}

// trace() and notes on wrong arguments go nowhere.
console.log = () => {};
console.error = () => {};
let input = "";
let number = 0;
for (const line of fs.readFileSync(casesFile, "utf8").split("\n")) {
  number += 1;
  if (/^@\S+$/.test(line)) {
    input = line.slice(1);
    continue;
  }
  const at = line.lastIndexOf(" => ");
  if (line.startsWith("#") || at < 0) continue;
  const result = await given(line.slice(0, at), table.inputs[input]);
  process.stdout.write(JSON.stringify({ line: number, result }) + "\n");
}
