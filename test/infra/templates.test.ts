/** One file to run, so that what all of these look at, the declarations of every function, is gathered once. */
import './security.ts';
import './wiring.ts';
import './snapshots.ts';
