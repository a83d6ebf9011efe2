import { init } from "../../index.ts";
import { exportFile, exportSeriesFile } from "./exports.ts";
import { detailsOf, fitted, outcomeOf } from "./fits.ts";
import { checkOf, compareOf, drtOf } from "./quality.ts";
import type { ReplyMessage, RequestKind, RequestMessage, Requests } from "./requests.ts";
import { seriesOf } from "./series.ts";
import { readFile } from "./spectra.ts";

type Answering = {
  readonly [K in RequestKind]: (ask: Requests[K]["ask"]) => Requests[K]["answer"] | Promise<Requests[K]["answer"]>;
};

const answering: Answering = {
  read: readFile,
  fit: (job) => {
    const { result, milliseconds } = fitted(job);
    return outcomeOf(result, milliseconds);
  },
  details: detailsOf,
  check: checkOf,
  drt: drtOf,
  compare: compareOf,
  series: seriesOf,
  export: exportFile,
  exportSeries: exportSeriesFile,
};

/** Answers one message; what goes wrong is told in the reply. */
export async function reply<K extends RequestKind>({ id, kind, ask }: RequestMessage<K>): Promise<ReplyMessage> {
  try {
    await init();
    const answer: unknown = await answering[kind](ask);
    return { id, answer };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { id, error: { name, message } };
  }
}
