import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { CircuitSyntaxError } from "../../index.ts";
import { dialects } from "../../circuit/dialects/index.ts";
import { circuitOutline, drawCircuit } from "../../report/index.ts";
import { suggestCircuit } from "../actions.ts";
import { addCompared, setCircuit } from "../session/changes.ts";
import { change, circuit, currentSweep, draft, panel, reading, session } from "../state.ts";
import { Svg } from "./Svg.tsx";
import { Library } from "./Library.tsx";

/** The text with its skeleton in ink, what stands in braces and after it muted, and what is wrong underlined. */
function marked(text: string, error: CircuitSyntaxError | undefined): JSX.Element[] {
  const pieces: JSX.Element[] = [];
  const start = error?.offset ?? -1;
  const end = error === undefined ? -1 : start + Math.max(1, error.length);
  let depth = 0;
  let after = false;
  let piece = "";
  let kind = "";
  const flush = (): void => {
    if (piece !== "") pieces.push(<span class={kind}>{piece}</span>);
    piece = "";
  };
  const padded = end > text.length ? `${text} ` : text;
  for (const [place, character] of Array.from(padded, (each, index) => [index, each] as const)) {
    if (character === "{") depth++;
    if (character === ";" && depth === 0) after = true;
    const own = `${depth > 0 || after ? "detail" : ""}${place >= start && place < end ? " wrong" : ""}`;
    if (own !== kind) {
      flush();
      kind = own;
    }
    piece += character;
    if (character === "}") depth = Math.max(0, depth - 1);
  }
  flush();
  return pieces;
}

/** A sentence with circuits in it between backticks. */
function Quoted({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split("`").map((piece, place) => (place % 2 === 1 ? <code>{piece}</code> : piece))}</>;
}

/** What another program's notation would make of a text that is none of this one's. */
function otherNotation(text: string): { readonly title: string; readonly circuit: string } | undefined {
  for (const { title, import: read } of dialects) {
    try {
      return { title, circuit: read(text).text };
    } catch {
      // Not this one's notation: the next may know it, and the error of our own is shown in any case.
    }
  }
  return undefined;
}

/** The circuit as text, with what is wrong where it is wrong, and its drawing, both live. */
export function CircuitEditor(): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isLibraryOpen, openLibrary] = useState(false);
  const [isTyping, setTyping] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const { text, circuit: read, error } = reading.value;
  const shown = read ?? circuit.value;
  const drawing = useMemo(() => {
    if (shown === undefined) return null;
    return drawCircuit(shown, { width: 760 });
  }, [shown]);
  const other = useMemo(() => (error === undefined ? undefined : otherNotation(text)), [error, text]);
  const outline = read === undefined ? undefined : circuitOutline(read.text);
  const isPlain = outline === text.replace(/\s/g, "");
  // At rest the skeleton is what counts; values, limits and roles come with the cursor.
  const isFolded = !isTyping && !isPlain && outline !== undefined;
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = "";
    if (!isFolded) element.style.height = `${String(element.scrollHeight + 2)}px`;
    else element.scrollTop = 0;
  }, [text, isFolded]);
  const type = (value: string): void => {
    draft.value = value;
    // What can be read is fitted at once; half a word stays in the editor.
    if (reading.value.error === undefined) change(setCircuit(value), "circuit");
  };
  const choose = (chosen: string): void => {
    draft.value = null;
    change(setCircuit(chosen));
    openLibrary(false);
  };
  return (
    <section class={`circuit${error === undefined ? "" : " unread"}`} aria-label="Equivalent circuit">
      <div class="drawing">{drawing === null ? null : <Svg markup={drawing} />}</div>
      <div class="editor">
        <label class="label" for="circuit-text">
          Circuit
        </label>
        <div class="editor-field">
          <div class="mirror" aria-hidden="true">
            {isFolded ? (
              <>
                {outline}
                <span class="folded"> with values, limits, roles …</span>
              </>
            ) : (
              marked(text, error)
            )}
            {"\u200B"}
          </div>
          <textarea
            id="circuit-text"
            ref={field}
            rows={1}
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            value={text}
            aria-invalid={error !== undefined}
            aria-describedby="circuit-says"
            onInput={(event) => {
              type(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key === "Escape") draft.value = null;
            }}
            onFocus={() => {
              setTyping(true);
            }}
            onBlur={() => {
              setTyping(false);
              if (reading.value.error === undefined) draft.value = null;
            }}
          />
        </div>
        <div class="editor-tools">
          <button
            type="button"
            aria-expanded={isLibraryOpen}
            onClick={() => {
              openLibrary(!isLibraryOpen);
            }}
          >
            Library
          </button>
          <button
            type="button"
            disabled={currentSweep.value === undefined || isAsking}
            title="A circuit to begin with: the fewest arcs that describe most of this spectrum"
            onClick={() => {
              setAsking(true);
              void suggestCircuit().finally(() => {
                setAsking(false);
              });
            }}
          >
            Suggest
          </button>
          <button
            type="button"
            disabled={error !== undefined}
            title="Keep this circuit for a comparison with others"
            onClick={() => {
              change(addCompared(session.value.circuit));
              panel.value = "compare";
            }}
          >
            Compare
          </button>
          {isPlain || outline === undefined ? null : (
            <button
              type="button"
              class="quiet"
              title="Take values, limits, roles and orders out of the text"
              onClick={() => {
                choose(outline);
              }}
            >
              Bare circuit
            </button>
          )}
        </div>
        <div id="circuit-says" class="says" role="status">
          {error === undefined ? (
            reading.value.circuit?.warnings
              // Advice is for those who write.
              .filter(({ severity }) => severity === "warning" || isTyping)
              .map(({ severity, message }) => (
                <p class={severity === "warning" ? "warn" : "note"} key={message}>
                  <Quoted text={message} />
                </p>
              ))
          ) : (
            <>
              <p class="bad">
                <Quoted text={`${(error.message.split("\n")[0] ?? "").replace("(line 1, ", "(")}.`} />
              </p>
              <p>
                {error.expected.length === 0 ? "" : <Quoted text={`Expected ${error.expected.join(", ")}. `} />}
                <Quoted
                  text={error.message
                    .split("\n")
                    .slice(3)
                    .filter((line) => !line.startsWith("Expected"))
                    .join(" ")}
                />
              </p>
            </>
          )}
          {other === undefined ? null : (
            <button
              type="button"
              onClick={() => {
                choose(other.circuit);
              }}
            >
              Read it as {other.title}
            </button>
          )}
        </div>
      </div>
      {isLibraryOpen ? (
        <Library
          choose={choose}
          close={() => {
            openLibrary(false);
          }}
        />
      ) : null}
    </section>
  );
}
