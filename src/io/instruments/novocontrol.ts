import type { Metadata } from "../format.ts";
import { celsius } from "../table/metadata.ts";
import { startOf, tableFormat } from "../table/textTable.ts";

const FREQUENCY = /Freq\.\s*\[Hz\]/;
const QUANTITY = /[ZY][sp]'{1,2}\s*\[|\bEps'/;

/** WinDETA and NEISYS: `Freq. [Hz]`, `Zs' [Ohms]`, `Zs'' [Ohms]`, `Temp. [K]`, in any order and with others between. */
export const novocontrolFormat = tableFormat({
  name: "novocontrol",
  title: "Novocontrol WinDETA and NEISYS",
  extensions: [],
  reads:
    "As tables of text: `Zs'` and `Zs''` with the sign of their header, else `Yp'` and `Yp''`, else from `Cp'` or `Eps'` with `Tan(Delta)`, " +
    "or `Eps'` and `Eps''`, with diameter and thickness. Each temperature is a sweep, " +
    "with its mean as `temperature_C`.",
  sniff: (file) => {
    const start = startOf(file);
    return FREQUENCY.test(start) && QUANTITY.test(start);
  },
  describe: (rows) => {
    const text = rows.map((fields) => fields.join(" ")).join("\n");
    const kelvin = Number(/\bTemp\.?\s*\[K\]\s*=\s*(\d[\d.]*(?:e[+-]?\d+)?)/i.exec(text)?.[1]);
    return {
      ...millimetres(text, "Diameter", "diameter_mm"),
      ...millimetres(text, "Thickness", "thickness_mm"),
      ...(kelvin > 0 ? { temperature_C: celsius(kelvin) } : {}),
    };
  },
});

/** `Diameter[mm] 1.000e+01` */
function millimetres(text: string, name: string, key: string): Metadata {
  const value = Number(new RegExp(`\\b${name}\\s*\\[mm\\]\\s*[:=]?\\s*([\\d.]+(?:e[+-]?\\d+)?)`, "i").exec(text)?.[1]);
  return value > 0 ? { [key]: value } : {};
}
