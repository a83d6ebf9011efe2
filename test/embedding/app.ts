/** The programs that use the packed library, as their authors would write them. */

const LIBRARY = "{ init, fit, makeSpectrum, parseCircuit, simulate }";

/** A page's program: fits here, in a pool and in a worker of its own. `count` fits each. */
export function pageProgram(count: number): string {
  return `
import ${LIBRARY} from "eisfit";
import { createPool } from "eisfit/pool";
import { fitInPool, fitSpectra } from "./workload.js";

const library = { fit, makeSpectrum, parseCircuit, simulate };

async function run() {
  await init();
  const here = fitSpectra(library, ${String(count)});
  const pool = await fitInPool(library, createPool({ size: 2 }), 3);
  const worker = new Worker(new URL("./task.js", import.meta.url), { type: "module" });
  const there = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error("worker: " + message));
  });
  worker.terminate();
  return { here, pool, worker: there };
}

run().then(
  (result) => { globalThis.outcome = { result }; },
  (error) => { globalThis.outcome = { error: String(error) + "\\n" + error.stack }; },
);
`;
}

/** The program of the worker that the page makes. */
export const taskProgram = `
import ${LIBRARY} from "eisfit";
import { fitSpectra } from "./workload.js";

init().then(() => postMessage(fitSpectra({ fit, makeSpectrum, parseCircuit, simulate }, 3)));
`;

/** For Node; \`load\` gives the names. */
export function nodeProgram(count: number, format: "module" | "commonjs", library = "eisfit"): string {
  const names = "{ fit, makeSpectrum, parseCircuit, simulate }";
  const from = (what: string, where: string): string =>
    format === "module" ? `import ${what} from "${where}";` : `const ${what} = require("${where}");`;
  const pool = library === "eisfit" ? "eisfit/pool" : library.replace("index.js", "pool/index.js");
  return `
${from(names, library)}
${from("{ createPool }", pool)}
${from("{ fitInPool, fitSpectra }", format === "module" ? "./workload.js" : "./workload.cjs")}

const library = ${names};
fitInPool(library, createPool({ size: 2 }), 3).then((pool) => {
  process.stdout.write(JSON.stringify({ here: fitSpectra(library, ${String(count)}), pool }));
});
`;
}

/** A page that has the library from one classic script. */
export const globalPage = (count: number): string => `<!doctype html><meta charset="utf-8"><title>eisfit</title>
<script src="eisfit.global.js"></script>
<script src="workload.global.js"></script>
<script>
  eisfit.init().then(
    () => { globalThis.outcome = { result: { here: workload.fitSpectra(eisfit, ${String(count)}),
      svg: eisfit.report.drawCircuit(eisfit.parseCircuit("R0-(R1|C1)")) } }; },
    (error) => { globalThis.outcome = { error: String(error) }; },
  );
</script>`;
