// How much of everything a visit does.

/** How long a phase may take. */
export const LIMIT_S = 60;
/** How many events of the mouse a gesture has. */
export const STEPS = { pan: 60, zoom: 40 };
