import type { JSX } from "preact";
import { plotWidths, themes, type PlotSize, type Theme } from "../../report/index.ts";
import type { ExportKind } from "../compute/requests.ts";
import { copyLink, save, savePng, saveSession } from "../save.ts";
import { currentSweep } from "../state.ts";
import { pictures, resolutions, type PictureTaste } from "../tastes.ts";
import { Choice } from "./Choice.tsx";
import { Menu } from "./Menu.tsx";

const PICTURES: readonly (readonly [kind: ExportKind, title: string])[] = [
  ["nyquist.svg", "Nyquist plot"],
  ["bode.svg", "Bode plot"],
  ["residuals.svg", "Residuals"],
  ["check.svg", "Kramers-Kronig residuals"],
  ["drt.svg", "Relaxation times"],
  ["circuit.svg", "Circuit with values"],
  ["correlation.svg", "Correlations"],
  ["profiles.svg", "Profiles of the likelihood"],
];
const RESULTS: readonly (readonly [kind: ExportKind, title: string])[] = [
  ["report.html", "Report, HTML"],
  ["parameters.csv", "Parameters, CSV"],
  ["fit.csv", "Data and fit, CSV"],
  ["spectrum.csv", "Spectrum, CSV"],
  ["drt.csv", "Relaxation times, CSV"],
  ["fit.json", "Fit, JSON"],
  ["check.json", "Check, JSON"],
];
const PUBLISHED: readonly (readonly [kind: ExportKind, title: string])[] = [
  ["parameters.tex", "Table of parameters, LaTeX"],
  ["parameters.md", "Table of parameters, Markdown"],
  ["circuit.tex", "Circuit, LaTeX"],
  ["formula.tex", "Impedance, LaTeX"],
  ["impedance.py", "Impedance, Python"],
  ["subcircuit.cir", "Subcircuit, SPICE"],
  ["fitted.circuit", "Circuit file with these values"],
];

const THEME_WORDS: Readonly<Record<Theme, string>> = { light: "light", dark: "dark", auto: "as the reader's system" };
const SIZE_WORDS: Readonly<Record<PlotSize, string>> = { single: "one column", double: "two columns" };

/** Width, colours and resolution of all pictures that are saved. */
function PictureOptions(): JSX.Element {
  const { size, theme, dpi, heading } = pictures.value;
  const set = (fields: Partial<PictureTaste>): void => {
    pictures.value = { ...pictures.value, ...fields };
  };
  const widthOf = (each: PlotSize): string => `${SIZE_WORDS[each]}, ${String(plotWidths[each])} mm`;
  return (
    <fieldset class="picture-options">
      <legend class="visually-hidden">How pictures are drawn</legend>
      <Choice
        label="width"
        value={size}
        all={Object.keys(plotWidths) as PlotSize[]}
        words={widthOf}
        choose={(chosen) => {
          set({ size: chosen });
        }}
      />
      <Choice
        label="colours"
        value={theme}
        all={themes}
        words={(each) => THEME_WORDS[each]}
        choose={(chosen) => {
          set({ theme: chosen });
        }}
      />
      <Choice
        label="PNG"
        value={dpi}
        all={resolutions}
        words={(each) => `${String(each)} dpi`}
        choose={(chosen) => {
          set({ dpi: chosen });
        }}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={heading}
          onChange={(event) => {
            set({ heading: event.currentTarget.checked });
          }}
        />
        with a title
      </label>
    </fieldset>
  );
}

/** A picture with its two forms. */
export function PictureRow({
  title,
  isIdle,
  svg,
  png,
}: {
  readonly title: string;
  readonly isIdle: boolean;
  readonly svg: () => void;
  readonly png: () => void;
}): JSX.Element {
  return (
    <div class="menu-pair">
      <span>{title}</span>
      <button type="button" disabled={isIdle} aria-label={`${title} as SVG`} onClick={svg}>
        SVG
      </button>
      <button type="button" disabled={isIdle} aria-label={`${title} as PNG`} onClick={png}>
        PNG
      </button>
    </div>
  );
}

function Files({ kinds }: { readonly kinds: readonly (readonly [kind: ExportKind, title: string])[] }): JSX.Element {
  const isIdle = currentSweep.value === undefined;
  return (
    <>
      {kinds.map(([kind, title]) => (
        <button type="button" key={kind} disabled={isIdle} onClick={() => void save(kind)}>
          {title}
        </button>
      ))}
    </>
  );
}

/** All that can be saved of the fit that is shown, and the session. */
export function ExportMenu(): JSX.Element {
  const isIdle = currentSweep.value === undefined;
  return (
    <Menu label="Export" wide>
      <section class="menu-part" aria-label="Pictures">
        <h2>Pictures</h2>
        <PictureOptions />
        {PICTURES.map(([kind, title]) => (
          <PictureRow
            key={kind}
            title={title}
            isIdle={isIdle}
            svg={() => void save(kind)}
            png={() => void savePng(kind)}
          />
        ))}
      </section>
      <section class="menu-part" aria-label="Results">
        <h2>Results</h2>
        <Files kinds={RESULTS} />
        <h2>Session</h2>
        <button type="button" onClick={saveSession}>
          Session as a file
        </button>
        <button type="button" onClick={() => void copyLink()}>
          Copy a link to this session
        </button>
      </section>
      <section class="menu-part" aria-label="For papers and programs">
        <h2>For papers and programs</h2>
        <Files kinds={PUBLISHED} />
      </section>
    </Menu>
  );
}
