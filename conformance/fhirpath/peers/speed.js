// Scores the same answered forms with fhirpath.js, its expressions compiled beforehand, from JSON
// text in to a number out, and writes forms per second of CPU time.
//
//   node speed.js INPUTS     (INPUTS: what the Rust program of the same name wrote)
import fs from "node:fs";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const jobs = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
for (const { name, expression, questionnaire, response, score } of jobs) {
  const compiled = fhirpath.compile(expression, r4);
  const once = () => {
    const resource = JSON.parse(response);
    return Number(compiled(resource, { questionnaire, resource })[0]);
  };
  if (once() !== score) throw new Error(`${name}: ${once()} instead of ${score}`);
  for (let warm = 0; warm < 3000; warm += 1) once();
  let best = 0;
  for (let round = 0; round < 5; round += 1) {
    const count = 3000;
    const before = process.cpuUsage();
    for (let done = 0; done < count; done += 1) once();
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, (count * 1e6) / (user + system));
  }
  process.stdout.write(`${best}\n`);
}
