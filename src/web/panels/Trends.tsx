import type { JSX } from "preact";
import { conditionKinds } from "../../index.ts";
import type { SeriesOutcome } from "../compute/requests.ts";
import { unitText } from "../format.ts";
import { Name } from "./Name.tsx";
import { Plot } from "../plot/Plot.tsx";

/** Parameters or quantities over the condition, one plot a quantity. */
export function Trends({ found }: { readonly found: SeriesOutcome }): JSX.Element {
  const { unit } = conditionKinds[found.kind];
  const names = found.fits[0]?.parameters.map(({ name }) => name) ?? [];
  return (
    <details class="trends">
      <summary>All parameters over {conditionKinds[found.kind].title}</summary>
      <div class="cards">
        {names.map((name, place) => {
          const own = found.fits.map(({ parameters }) => parameters[place]);
          const parameterUnit = unitText(own[0]?.unit ?? "");
          const values = own.map((parameter) => parameter?.value ?? Number.NaN);
          const isWide = Math.max(...values) > 5 * Math.min(...values) && Math.min(...values) > 0;
          return (
            <Plot
              key={name}
              name={name}
              title={<Name name={name} />}
              model={{
                x: {
                  label: conditionKinds[found.kind].title,
                  unit: found.kind === "temperature" ? "\u00B0C" : unit,
                  log: false,
                },
                y: { label: name, unit: parameterUnit, log: isWide },
                points: [
                  {
                    label: name,
                    x: found.fits.map(({ condition }) => condition),
                    y: values,
                    error: own.map((parameter) => parameter?.stderr ?? null),
                    shape: "circle",
                    colour: "accent",
                  },
                ],
                curves: [],
              }}
            />
          );
        })}
      </div>
    </details>
  );
}
