import { startOf, tableFormat } from "../table/textTable.ts";

const FREQUENCY = /Freq\.\s*\[Hz\]/;
const IMPEDANCE = /[ZY][sp]'{1,2}\s*\[/;

/** WinDETA and NEISYS: `Freq. [Hz]`, `Zs' [Ohms]`, `Zs'' [Ohms]`, `Temp. [K]`, in any order and with others between. */
export const novocontrolFormat = tableFormat({
  name: "novocontrol",
  title: "Novocontrol WinDETA and NEISYS",
  extensions: [],
  reads:
    "As tables of text: `Zs'` and `Zs''` with the sign of their header, else `Yp'` and `Yp''`. Each temperature is a sweep, " +
    "with its mean as `temperature_C`.",
  sniff: (file) => {
    const start = startOf(file);
    return FREQUENCY.test(start) && IMPEDANCE.test(start);
  },
});
