// Scores the same responses with fhirpath.js, its expression compiled beforehand: FHIR JSON text in,
// JSON text with the total out. Writes responses per second of CPU time, best of the rounds.
//
//   node score.js JOBS ROUNDS     (JOBS: what the Rust program wrote)
import fs from "node:fs";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const jobs = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const rounds = Number(process.argv[3]);
for (const { expression, questionnaire, responses, totals } of jobs) {
  const compiled = fhirpath.compile(expression, r4);
  const score = (text) => {
    const resource = JSON.parse(text);
    const total = compiled(resource, { questionnaire, resource })[0];
    return JSON.stringify({ total: Number(total) });
  };
  const all = () => {
    let bytes = 0;
    for (const text of responses) bytes += score(text).length;
    return bytes;
  };
  responses.forEach((text, at) => {
    const found = score(text);
    const wanted = JSON.stringify({ total: totals[at] });
    if (found !== wanted) throw new Error(`${found} instead of ${wanted}`);
  });
  for (let warm = 0; warm < 5; warm += 1) all();
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const times = 3;
    const before = process.cpuUsage();
    for (let time = 0; time < times; time += 1) all();
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, (times * responses.length * 1e6) / (user + system));
  }
  process.stdout.write(`${best}\n`);
}
