import type { FileContent } from "./content.ts";
import type { FileFormat } from "./format.ts";
import { headText } from "./headText.ts";
import { objectAt, parseJsonDocument } from "./jsonDocument.ts";
import { printable } from "./printable.ts";
import { ReadError } from "./readError.ts";

/** Files of other programs that hold a circuit and no data; they are known in order to say so. */

/** Models saved by impedance.py. */
export const impedancePyFormat: FileFormat = {
  name: "impedance.py-model",
  title: "impedance.py model (JSON)",
  extensions: [],
  reads: "Nothing: it holds a circuit, no spectrum. The error says so and gives the circuit for `eisfit fit -c`.",
  sniff: (file) => {
    const head = headText(file);
    return /^\s*\{/.test(head) && /"Circuit String"\s*:/.test(head);
  },
  sweeps: refuseModel,
};

function refuseModel(file: FileContent): never {
  const document = objectAt(parseJsonDocument(file), "", file.name, "a model of impedance.py");
  const text = document["Circuit String"];
  const circuit = typeof text === "string" ? printable(text.slice(0, 200)) : "";
  throw new ReadError("bad-data", {
    file: file.name,
    foundWhat: "a model of impedance.py, which is a circuit without data",
    expected: `a spectrum${circuit === "" ? "" : `; its circuit can be fitted to one: eisfit fit DATA -c '${circuit}'`}`,
  });
}

/** Models saved by Zahner Analysis. */
export const zahnerModelFormat: FileFormat = {
  name: "zahner-model",
  title: "Zahner Analysis model (.isfx)",
  extensions: ["isfx"],
  reads: "Nothing: it holds a circuit, no spectrum, and the error says so. The measurement is in an .ism file.",
  sniff: (file) => /^\s*<\?xml\b/.test(headText(file)) && headText(file).includes("<zahner-impedance-model"),
  sweeps: (file) => {
    throw new ReadError("bad-data", {
      file: file.name,
      foundWhat: headText(file).includes("<zahner-impedance-model")
        ? "a model of Zahner Analysis, which is a circuit without data"
        : "no model of Zahner Analysis",
      expected: "a spectrum; Thales saves measurements as .ism",
    });
  },
};
