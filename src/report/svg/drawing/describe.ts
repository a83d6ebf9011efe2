import { foldCircuit, type Circuit } from "../../../circuit/index.ts";

/** A circuit in words: `resistor R_b, then [resistor R_gb parallel to constant phase element CPE_gb]`. */
export function describeCircuit({ root }: Pick<Circuit, "root">): string {
  return foldCircuit(
    root,
    ({ name, record }) => `${record.name} ${name}`,
    (connection, parts) => {
      if (connection.kind === "parallel") return `[${parts.join(" parallel to ")}]`;
      const chain = parts.join(", then ");
      return connection === root ? chain : `(${chain})`;
    },
  );
}
