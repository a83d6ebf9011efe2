import type { JSX } from "preact";
import { setSample } from "../session/changes.ts";
import type { SampleTexts } from "../session/session.ts";
import { change, session } from "../state.ts";

const SAMPLE_FIELDS: readonly (readonly [field: keyof SampleTexts, label: string, example: string])[] = [
  ["thickness", "thickness", "0.1 cm"],
  ["area", "area", "0.5 cm2"],
  ["diameter", "or diameter", "8 mm"],
];

/** Geometry of the sample: with it, conductivities follow. */
export function SampleFields(): JSX.Element {
  return (
    <fieldset class="sample">
      <legend>Sample</legend>
      {SAMPLE_FIELDS.map(([field, label, example]) => (
        <label key={field}>
          {label}
          <input
            value={session.value.sample[field]}
            placeholder={example}
            onChange={(event) => {
              change(setSample(field, event.currentTarget.value));
            }}
          />
        </label>
      ))}
    </fieldset>
  );
}
