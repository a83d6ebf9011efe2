import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { parseCircuit } from "../../index.ts";
import { shippedCircuits, type ShippedCircuit } from "../../circuits/index.ts";
import { drawCircuit } from "../../report/index.ts";
import { openExample } from "../actions.ts";
import { sentenceText } from "../format.ts";
import { exampleOf } from "../examples.ts";
import { Svg } from "./Svg.tsx";

interface Properties {
  readonly choose: (text: string) => void;
  readonly close: () => void;
}

function matches({ name, title, group, purpose }: ShippedCircuit, wanted: string): boolean {
  const text = `${name} ${title} ${group} ${purpose}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The library of circuits, drawn, with a search. */
export function Library({ choose, close }: Properties): JSX.Element {
  const [wanted, setWanted] = useState("");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  // Closed by itself the dialog gives the focus back to where it was.
  const shut = (): void => {
    dialog.current?.close();
  };
  const found = shippedCircuits.filter((circuit) => matches(circuit, wanted));
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <dialog
      ref={dialog}
      class="library"
      aria-label="Library of circuits"
      onClose={close}
      onClick={(event) => {
        if (event.target === dialog.current) shut();
      }}
    >
      <div class="library-head">
        <input
          type="search"
          placeholder="Search: garnet, Warburg, coating, polymer …"
          aria-label="Search the library"
          value={wanted}
          onInput={(event) => {
            setWanted(event.currentTarget.value);
          }}
        />
        <button type="button" onClick={shut}>
          Close
        </button>
      </div>
      <div class="library-body">
        {found.length === 0 ? <p class="empty">No circuit has all of these words.</p> : null}
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {found
                .filter((circuit) => circuit.group === group)
                .map((circuit) => (
                  <LibraryEntry
                    key={circuit.name}
                    circuit={circuit}
                    close={shut}
                    choose={(text) => {
                      shut();
                      choose(text);
                    }}
                  />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </dialog>
  );
}

function LibraryEntry({ circuit, choose, close }: Properties & { readonly circuit: ShippedCircuit }): JSX.Element {
  const parsed = useMemo(() => parseCircuit(circuit.text), [circuit]);
  const drawing = useMemo(() => drawCircuit(parsed, { width: 460 }), [parsed]);
  return (
    <li class="card">
      <button
        type="button"
        class="card-main"
        onClick={() => {
          choose(parsed.text);
        }}
      >
        <span class="card-title">{circuit.title}</span>
        <Svg markup={drawing} />
        <span class="card-words" title={sentenceText(circuit.purpose)}>
          {sentenceText(circuit.purpose)}
        </span>
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={`Try with simulated data of ${circuit.title}`}
        onClick={() => {
          openExample(exampleOf(circuit.name));
          close();
        }}
      >
        Try with simulated data
      </button>
    </li>
  );
}
