import { version } from "../../index.ts";
import { circuitOutline, jsonText } from "../../report/index.ts";
import { shippedCircuit, shippedCircuitNames } from "../circuits.ts";
import { DONE, type Host } from "../host.ts";

/** Lists the circuits that come with eisfit; each name can be given to `-c`. */
export function circuitsCommand(options: { readonly json?: boolean }, host: Host): number {
  const circuits = shippedCircuitNames().map((name) => {
    const { title, text, citations } = shippedCircuit(name);
    return { name, title: title ?? "", circuit: text, citations };
  });
  if (options.json === true) {
    host.out(jsonText({ eisfit: version, circuits }));
  } else {
    host.out(
      circuits.map(({ name, title, circuit }) => `${name}\n  ${title}\n  ${circuitOutline(circuit)}\n`).join("\n"),
    );
  }
  return DONE;
}
