import { useState } from "preact/hooks";
import type { JSX } from "preact";
import type { CircuitParameter } from "../../index.ts";
import { unitText } from "../format.ts";
import { setParameter } from "../session/changes.ts";
import { change, session, trial } from "../state.ts";

interface Properties {
  readonly parameter: CircuitParameter;
  readonly value: number;
}

/** Value and limits of a parameter as numbers. */
export function Limits({ parameter, value }: Properties): JSX.Element {
  const { name, element, index } = parameter;
  const record = element.record.parameters[index];
  const setting = session.value.settings[name] ?? {};
  const [wrong, setWrong] = useState("");
  const read = (text: string): number | undefined => {
    const number = Number(text.trim().replace(",", "."));
    if (text.trim() !== "" && Number.isFinite(number)) return number;
    setWrong(`${JSON.stringify(text)} is no number.`);
    return undefined;
  };
  const setLimit = (side: "lower" | "upper", text: string): void => {
    const limit = read(text);
    if (limit === undefined) return;
    const next = { lower: parameter.lower, upper: parameter.upper, ...setting, [side]: limit };
    if (!(next.lower < next.upper)) {
      setWrong("The lower limit must lie below the upper one.");
      return;
    }
    setWrong("");
    change(setParameter(name, next));
  };
  const plain = (number: number): string =>
    Number.isFinite(number) ? String(Number(number.toPrecision(6))) : "\u221E";
  return (
    <div class="limits">
      <p>
        {record?.description ?? element.record.name}, in {unitText(record?.unit ?? "") || "a pure number"}
      </p>
      <label>
        value
        <input
          inputMode="decimal"
          value={plain(value)}
          onChange={(event) => {
            const number = read(event.currentTarget.value);
            if (number === undefined) return;
            setWrong("");
            if (setting.fixed !== undefined) change(setParameter(name, { ...setting, fixed: number }));
            else trial.value = { ...trial.value, [name]: number };
          }}
        />
      </label>
      <label>
        from
        <input
          inputMode="decimal"
          value={plain(setting.lower ?? parameter.lower)}
          onChange={(event) => {
            setLimit("lower", event.currentTarget.value);
          }}
        />
      </label>
      <label>
        to
        <input
          inputMode="decimal"
          value={plain(setting.upper ?? parameter.upper)}
          onChange={(event) => {
            setLimit("upper", event.currentTarget.value);
          }}
        />
      </label>
      {setting.lower === undefined ? null : (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            change(setParameter(name, setting.fixed === undefined ? {} : { fixed: setting.fixed }));
          }}
        >
          Usual limits
        </button>
      )}
      {wrong === "" ? null : (
        <p class="bad" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
