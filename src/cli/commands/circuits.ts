import { Argument, type Command } from "commander";
import { shippedCircuits } from "../../circuits/index.ts";
import { version } from "../../index.ts";
import { circuitEntry, circuitSummary, circuitText, jsonText } from "../../report/index.ts";
import { namedCircuit } from "../circuits.ts";
import { completes } from "../completion/kinds.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";

/** Adds `eisfit circuits`. */
export function addCircuitsCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("circuits")
    .summary("circuits that come with eisfit, by kind of cell")
    .description("List the circuits that come with eisfit, or show one of them whole.")
    .addArgument(
      completes(
        new Argument(
          "[name]",
          "of a circuit, for its parameters with roles, typical values and limits, and its sources",
        ),
        "circuits",
      ),
    )
    .option("--json", "print one JSON document");
  addExamples(command, [
    ["eisfit circuits", "all, by kind of cell"],
    ["eisfit circuits li-llzo-li", "the file, to copy and change: eisfit fit ... -c mine.circuit"],
  ]);
  command.action((name: string | undefined, options: { json?: boolean }) => done(circuitsCommand(name, options, host)));
}

/** Lists the circuits that come with eisfit, each of whose names can be given to `-c`, or shows the one named. */
function circuitsCommand(name: string | undefined, options: { readonly json?: boolean }, host: Host): number {
  const chosen = name === undefined ? shippedCircuits : [namedCircuit(name)];
  if (options.json === true) host.out(jsonText({ eisfit: version, circuits: chosen.map(circuitEntry) }));
  else host.show(name === undefined ? listing() : chosen.map(circuitText).join("\n"));
  return DONE;
}

function listing(): string {
  const groups = [...new Set(shippedCircuits.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const members = shippedCircuits.filter((circuit) => circuit.group === group);
    return `${group}\n${"-".repeat(group.length)}\n\n${members.map(circuitSummary).join("\n")}`;
  });
  return sections.join("\n");
}
