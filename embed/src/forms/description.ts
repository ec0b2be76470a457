// A form as the service describes it: everything it shows and sends.

export interface Link {
  readonly href: string;
  readonly text: string;
}

/** Boxes of which at least one is ticked. */
export interface Choice {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly of: readonly { readonly key: string; readonly text: string }[];
  /** The problem when none is. */
  readonly missing: string;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** The type of its input, or `area` for many lines. */
  readonly kind: string;
  readonly autocomplete: string;
  /** The problem when it is empty; none where it may be. */
  readonly missing?: string;
  /** The problem when the service cannot read it. */
  readonly unreadable: string;
}

export interface Description {
  readonly v: number;
  /** Where it is posted, below `/api/v1`. */
  readonly to: string;
  /** The status of an answer that took it. */
  readonly taken: number;
  /** What is sent with whatever is typed. */
  readonly sent: Readonly<Record<string, string>>;
  readonly title: string;
  readonly lead: string;
  readonly warning?: { readonly title: string; readonly text: string; readonly link?: Link };
  readonly choice?: Choice;
  readonly fields: readonly Field[];
  readonly terms?: { readonly title: string; readonly of: readonly { readonly label: string; readonly text: string }[] };
  readonly promise: string;
  readonly more?: Link;
  readonly button: string;
  readonly sending: string;
  /** The title above everything that is wrong. */
  readonly wrong: string;
  /** What may be wrong, by the code that the service tells it with. */
  readonly problems: Readonly<Record<string, { readonly field?: string; readonly text: string }>>;
  /** What is said when no answer comes, with the service's own page. */
  readonly away: { readonly text: string; readonly page: Link };
  /** What is said when it is taken. */
  readonly done: {
    readonly title: string;
    readonly texts: readonly string[];
    readonly hints?: { readonly title: string; readonly of: readonly string[] };
    /** The button that brings the form back. */
    readonly again: string;
  };
}

/** What somebody typed and ticked, by field. */
export interface Typed {
  readonly ticked: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}
