/** A part of the evidence page: how its figures are measured and how they are put into words. */
export interface Section<Figures> {
  /** Its name after `--only`, and in the file of figures. */
  readonly key: string;
  readonly title: string;
  /** What makes the figures anew. */
  readonly command: string;
  /** Undefined where what it needs is absent; the reason goes to `note`. */
  readonly measure: (note: (text: string) => void) => Promise<Figures | undefined>;
  /** The gist in one sentence. */
  readonly summarise: (figures: Figures) => string;
  /** Markdown below the title. */
  readonly write: (figures: Figures) => string;
}
