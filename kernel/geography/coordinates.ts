import proj4 from 'proj4';

/** A point on the earth, WGS84 degrees. */
export interface GeoPoint {
  readonly lat: number;
  readonly lon: number;
}

/** Belge 1972 / Belgian Lambert 72. Without `towgs84` the result would be about 100 m off. */
const EPSG_31370 =
  '+proj=lcc +lat_1=51.16666723333333 +lat_2=49.8333339 +lat_0=90 +lon_0=4.367486666666666 +x_0=150000.013 +y_0=5400088.438 +ellps=intl +towgs84=-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747 +units=m +no_defs';
/** ETRS89 / Belgian Lambert 2008. */
const EPSG_3812 =
  '+proj=lcc +lat_1=49.8333333333333 +lat_2=51.1666666666667 +lat_0=50.797815 +lon_0=4.35921583333333 +x_0=649328 +y_0=665262 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

const lambert72 = proj4(EPSG_31370);
const lambert2008 = proj4(EPSG_3812);

/** Lambert 72 metres to WGS84. */
export function fromLambert72(x: number, y: number): GeoPoint {
  const [lon, lat] = lambert72.inverse([x, y]);
  return { lat, lon };
}

/** WGS84 to Lambert 72 metres, `[x, y]`. */
export function toLambert72({ lat, lon }: GeoPoint): [x: number, y: number] {
  const [x, y] = lambert72.forward([lon, lat]);
  return [x, y];
}

/** Lambert 2008 metres to WGS84. */
export function fromLambert2008(x: number, y: number): GeoPoint {
  const [lon, lat] = lambert2008.inverse([x, y]);
  return { lat, lon };
}

/** WGS84 to Lambert 2008 metres, `[x, y]`. */
export function toLambert2008({ lat, lon }: GeoPoint): [x: number, y: number] {
  const [x, y] = lambert2008.forward([lon, lat]);
  return [x, y];
}

/**
 * A GeoJSON position of a Belgian source to WGS84, whatever the source calls its system: degrees are small,
 * Lambert 72 has x up to 300,000 m, Lambert 2008 has x from 500,000 m. Declared systems are often wrong.
 */
export function fromPosition(x: number, y: number): GeoPoint {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return { lat: y, lon: x };
  return x < 400_000 ? fromLambert72(x, y) : fromLambert2008(x, y);
}

const EARTH_RADIUS_METRES = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in metres (haversine on the mean earth radius). */
export function distanceMetres(a: GeoPoint, b: GeoPoint): number {
  const h =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(h));
}
