/** The pollutants of the graph: nitrogen dioxide, fine dust up to 10 and 2.5 micrometres, ozone. */
export const POLLUTANTS = ['NO2', 'PM10', 'PM25', 'O3'] as const;
export type Pollutant = (typeof POLLUTANTS)[number];

/** Something for each pollutant; absent for one that is not measured. */
export type ByPollutant<T> = { readonly [P in Pollutant]?: T };

/** Collects what there is for each pollutant. */
export function byPollutant<T>(give: (pollutant: Pollutant) => T | undefined): ByPollutant<T> {
  const given: { [P in Pollutant]?: T } = {};
  for (const pollutant of POLLUTANTS) {
    const one = give(pollutant);
    if (one !== undefined) given[pollutant] = one;
  }
  return given;
}
