/** Goes through a part of one target's sequence in a process of its own, whose memory is that of the readers alone. */
import { openSync, writeSync } from "node:fs";
import { Judge } from "./judge.ts";
import { runSequence, type Tally } from "./sequence.ts";
import { targets } from "./targets.ts";

/** What the process is told. */
export interface Order {
  readonly target: string;
  readonly first: number;
  readonly end: number;
  /** The number of the mutation at hand stands there, also where the process hangs or dies. */
  readonly progressFile: string;
}

/** What the process answers. */
export interface Answer {
  readonly tally: Tally;
  readonly peakMegabytes: number;
}

process.once("message", (order: Order) => {
  void answer(order).then((result) => process.send?.(result, undefined, {}, () => process.disconnect()));
});

async function answer({ target: name, first, end, progressFile }: Order): Promise<Answer> {
  const planned = targets.find((target) => target.name === name);
  if (planned === undefined) throw new Error(`there is no sample ${name}`);
  const target = await planned.prepare();
  const judge = await Judge.of(target);
  const file = openSync(progressFile, "w");
  const number = new Uint32Array(1);
  const tally = await runSequence(target, judge, {
    first,
    goesOn: (mutation) => {
      number[0] = mutation;
      writeSync(file, number, 0, 4, 0);
      return mutation < end;
    },
  });
  return { tally, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}
