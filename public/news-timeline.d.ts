// The element <news-timeline> for type checkers. The words are those of docs/embedding.md.

/** Article JSON: see news-timeline.schema.json. Other formats that the widget reads are objects or arrays, too. */
export type TimelineData = object | readonly unknown[] | string;

export type TimelineFacet = 'kind' | 'actor' | 'country' | 'source';

/** Values by facet; an empty text is "not stated". */
export type TimelineValues = Partial<Record<TimelineFacet, string[]>>;

export interface TimelineFilters extends TimelineValues {
  not?: TimelineValues;
  q?: string;
  /** EDTF. */
  from?: string | null;
  to?: string | null;
}

/** ISO 8601, without a zone. */
export interface TimelineRange {
  start: string;
  end: string;
}

export interface TimelineIssue {
  record: string;
  field: string;
  text: string;
  action: string;
}

export interface TimelineSummary {
  events: number;
  /** Events that match the filters. */
  shown: number;
  articles: number;
  /** The name of the format that the data was read in: see docs/formats.md. */
  format: string;
  issues: TimelineIssue[];
}

export interface TimelineError {
  kind: 'start' | 'network' | 'timeout' | 'cors' | 'http' | 'size' | 'data' | 'crash';
  message: string;
  url: string;
}

export interface TimelineSelection {
  event: { id: string; title: string; kind: string; range: TimelineRange };
  articles: { id: string; url: string; headline: string }[];
}

export interface TimelineEventMap {
  'timeline-ready': CustomEvent<TimelineSummary>;
  'timeline-error': CustomEvent<TimelineError>;
  'timeline-select': CustomEvent<TimelineSelection>;
  'timeline-filter': CustomEvent<{ filters: TimelineFilters; shown: number }>;
  'timeline-range': CustomEvent<TimelineRange>;
}

export interface NewsTimelineElement extends HTMLElement {
  src: string;
  format: string;
  lanes: 'kind' | 'country' | 'actor' | 'source' | 'none';
  view: 'timeline' | 'list';
  from: string;
  to: string;
  /** Values, separated by commas. */
  kind: string;
  actor: string;
  country: string;
  source: string;
  q: string;
  theme: 'auto' | 'light' | 'dark';
  loading: 'lazy' | 'eager';
  activate: 'card' | 'article';
  urlState: 'off' | 'hash';
  /** The attribute `refresh`. */
  refreshSeconds: number;
  height: string;
  maxBytes: number;
  /** The address of the widget's words in another language. */
  texts: string;

  data: TimelineData | null;
  get filters(): TimelineFilters;
  set filters(value: TimelineFilters | null);
  /** `undefined` before there is a view. Set, dates may be coarser and count whole: '2016-10' ends with the month. */
  get range(): TimelineRange | undefined;
  set range(value: TimelineRange);
  get selection(): string | null;
  set selection(id: string | number | null | undefined);
  readonly summary: TimelineSummary | null;

  refresh(): void;
  goTo(id: string | number): void;
  fit(): void;
  zoom(factor: number): void;
  export(format: 'json' | 'csv' | 'ics' | 'svg'): Promise<string>;

  addEventListener<K extends keyof TimelineEventMap>(
    type: K,
    listener: (this: NewsTimelineElement, event: TimelineEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'news-timeline': NewsTimelineElement;
  }
  interface GlobalEventHandlersEventMap extends TimelineEventMap {}
}
