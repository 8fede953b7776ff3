/** What is kept of a legal person and its establishments between reading and writing. */
export interface Address {
  readonly Zipcode?: string;
  readonly MunicipalityFR?: string;
  readonly MunicipalityNL?: string;
  readonly StreetFR?: string;
  readonly StreetNL?: string;
  readonly HouseNumber?: string;
}
export interface Denomination {
  readonly Language: string;
  readonly TypeOfDenomination: string;
  readonly Denomination: string;
}
export interface Activity {
  readonly NaceVersion: string;
  readonly NaceCode: string;
  readonly Classification: string;
}

interface Entity {
  readonly startDate: string | null;
  readonly denominations: Denomination[];
  readonly activities: Activity[];
}
export interface Enterprise extends Entity {
  /** Of its row in `enterprise.csv`. */
  readonly line: number;
  readonly nisCode: string;
  readonly address: Address;
  readonly status: string;
  readonly juridicalForm: string | null;
  /** Their numbers. */
  readonly establishments: string[];
}
export interface Establishment extends Entity {
  readonly enterprise: string;
  address: Address | null;
}

/** Everything that is published, by the ten digits of its number. */
export interface Facts {
  readonly enterprises: ReadonlyMap<string, Enterprise>;
  readonly establishments: ReadonlyMap<string, Establishment>;
  /** Legal persons of the region of which something is wrong: neither published nor gone. */
  readonly withheld: ReadonlySet<string>;
  readonly naturalPersons: number;
}
