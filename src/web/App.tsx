import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import { openFiles } from "./opening.ts";
import { droppedFiles, pastedFiles } from "./dropped.ts";
import { CircuitEditor } from "./panels/CircuitEditor.tsx";
import { Parameters } from "./panels/Parameters.tsx";
import { SampleFields } from "./panels/SampleFields.tsx";
import { Spectrum } from "./panels/Spectrum.tsx";
import { FitHead } from "./panels/FitHead.tsx";
import { SampleAnswers } from "./panels/SampleAnswers.tsx";
import { FitOptions, FitWords } from "./panels/Summary.tsx";
import { Peek } from "./panels/Peek.tsx";
import { OpenButton, Sweeps } from "./panels/Sweeps.tsx";
import { Notices } from "./panels/Notices.tsx";
import { Tabs } from "./panels/Tabs.tsx";
import { TopBar } from "./panels/TopBar.tsx";
import { announcement, notice, session, takeBack, takeForth } from "./state.ts";

/** Files may be dropped or pasted anywhere. */
function useDrop(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const over = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void droppedFiles(event.dataTransfer).then(openFiles);
    };
    const paste = (event: ClipboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const files = pastedFiles(event.clipboardData);
      if (isTyping || files.length === 0) return;
      event.preventDefault();
      void openFiles(files);
    };
    document.addEventListener("paste", paste);
    document.addEventListener("dragenter", enter);
    document.addEventListener("dragleave", leave);
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("paste", paste);
      document.removeEventListener("dragenter", enter);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
    };
  }, []);
  return isOver;
}

/** Keys that work everywhere: undo, redo, and Escape for what is told at the foot. */
function useKeys(): void {
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && document.querySelector("dialog[open]") === null) notice.value = null;
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      // Text that is being typed has an undo of its own.
      const { target } = event;
      if (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "range"))
        return;
      const letter = event.key.toLowerCase();
      if (letter === "z" && !event.shiftKey) takeBack();
      else if (letter === "y" || letter === "z") takeForth();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", key);
    return () => {
      document.removeEventListener("keydown", key);
    };
  }, []);
}

export function App(): JSX.Element {
  const isOver = useDrop();
  useKeys();
  const isEmpty = session.value.sweeps.length === 0;
  return (
    <>
      <TopBar />
      <main>
        <Sweeps />
        <div class="middle">
          <CircuitEditor />
          {isEmpty ? (
            <section class="invitation">
              <p>
                Drop the files of an instrument here: Gamry, BioLogic, Zahner, Autolab, ZView, PalmSens, Ivium and
                others, or a table of f, Z′ and Z″.
              </p>
              <OpenButton words="Open files" />
            </section>
          ) : (
            <Spectrum />
          )}
          <Tabs />
        </div>
        <aside class="side" aria-label="Fit">
          <FitHead />
          <Parameters />
          <FitOptions />
          <FitWords />
          <SampleFields />
          <SampleAnswers />
        </aside>
      </main>
      <footer>
        <p>
          In a plot: click a point or draw a box to leave points out; arrows move over them, <kbd>x</kbd> leaves one
          out, <kbd>z</kbd> zooms by the next box, <kbd>0</kbd> shows all. <kbd>Ctrl</kbd> <kbd>Z</kbd> undoes.
        </p>
        Your data never leave this machine: files are read, fitted and kept by this page alone, and its content security
        policy lets it connect to nothing.
      </footer>
      <Peek />
      <Notices />
      <div class="visually-hidden" aria-live="polite">
        {announcement.value}
      </div>
      {isOver ? <div class="drop-veil">Drop to open</div> : null}
    </>
  );
}
