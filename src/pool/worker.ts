/**
 * The program of a pool's thread: a web worker, or a worker thread of Node. It has no engine inside, since the pool sends the compiled
 * one.
 */
import type { Circuit } from "../circuit/circuit.ts";
import { fit } from "../fit/fit.ts";
import { originOf } from "../fit/origin.ts";
import { adoptModule } from "../kernel/load.ts";
import { adoptSpectrum } from "../spectrum.ts";
import type { Fitted, FromThread, Task, ToThread } from "./messages.ts";
import { sendError } from "./sentError.ts";
import { pack, unpack } from "./transfer.ts";

/** Where messages come from and go to. */
interface Port {
  postMessage(message: FromThread): void;
}

interface NodePort extends Port {
  on(event: "message", listener: (message: ToThread) => void): void;
}

interface WorkerScope extends Port {
  onmessage?: ((event: { readonly data: ToThread }) => void) | null;
  readonly process?: {
    getBuiltinModule?(name: "node:worker_threads"): { readonly parentPort: NodePort | null };
  };
}

/** The circuit of the last fit: over a series of spectra it is the same. */
let last: { readonly number: number; readonly circuit: Circuit } | undefined;

function circuitOf({ circuitNumber, circuit }: Task): Circuit {
  if (last?.number !== circuitNumber) last = { number: circuitNumber, circuit: unpack<Circuit>(circuit) };
  return last.circuit;
}

function fitTask(task: Task): Fitted {
  const given = circuitOf(task);
  const result = fit(adoptSpectrum(task.spectrum), given, task.options);
  const { prepared, values, status, circuit } = originOf(result);
  return { result, origin: { prepared, values, status }, ...(circuit === given ? {} : { circuit }) };
}

async function answer(message: ToThread): Promise<FromThread | undefined> {
  try {
    if (message.kind === "fit") return { kind: "fitted", fitted: pack(fitTask(message)) };
    await adoptModule("engine", message.engine);
    await adoptModule("examiner", message.examiner);
    return undefined;
  } catch (error) {
    return { kind: "failed", error: sendError(error) };
  }
}

const scope = globalThis as unknown as WorkerScope;
const nodePort = scope.process?.getBuiltinModule?.("node:worker_threads").parentPort ?? undefined;
const port: Port = nodePort ?? scope;

// One after the other: a fit that comes while the modules are taken waits for them.
let before: Promise<void> = Promise.resolve();
function receive(message: ToThread): void {
  before = before.then(async () => {
    const reply = await answer(message);
    if (reply !== undefined) port.postMessage(reply);
  });
}

if (nodePort !== undefined) nodePort.on("message", receive);
else {
  scope.onmessage = ({ data }) => {
    receive(data);
  };
}
port.postMessage({ kind: "present" });
