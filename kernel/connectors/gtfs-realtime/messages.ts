import protobuf from 'protobufjs/light.js';

/** A message; a field that is 0 is not one that is not there: a bus that is on time has a delay of 0. */
const message = (fields: Record<string, protobuf.IField>): protobuf.IType => ({ edition: 'proto2', fields });
const one = (type: string, id: number): protobuf.IField => ({ type, id });
const list = (type: string, id: number): protobuf.IField => ({ rule: 'repeated', type, id });

/**
 * The messages of GTFS Realtime (gtfs.org/realtime/proto) with the names that the JSON form has and the numbers of the
 * standard. Only what is read here: fields that are not named are skipped. Enumerations are plain numbers. The package
 * of bindings that there is (`gtfs-realtime-bindings`) states no licence, so it cannot be used.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    FeedMessage: message({ header: one('FeedHeader', 1), entity: list('FeedEntity', 2) }),
    FeedHeader: message({
      gtfsRealtimeVersion: one('string', 1),
      incrementality: one('int32', 2),
      timestamp: one('uint64', 3),
    }),
    FeedEntity: message({
      id: one('string', 1),
      isDeleted: one('bool', 2),
      tripUpdate: one('TripUpdate', 3),
      alert: one('Alert', 5),
    }),
    TripUpdate: message({
      trip: one('TripDescriptor', 1),
      stopTimeUpdate: list('StopTimeUpdate', 2),
      timestamp: one('uint64', 4),
      delay: one('int32', 5),
    }),
    TripDescriptor: message({
      tripId: one('string', 1),
      startTime: one('string', 2),
      startDate: one('string', 3),
      scheduleRelationship: one('int32', 4),
      routeId: one('string', 5),
    }),
    StopTimeUpdate: message({
      stopSequence: one('uint32', 1),
      arrival: one('StopTimeEvent', 2),
      departure: one('StopTimeEvent', 3),
      stopId: one('string', 4),
      scheduleRelationship: one('int32', 5),
    }),
    StopTimeEvent: message({ delay: one('int32', 1), time: one('int64', 2) }),
    Alert: message({
      activePeriod: list('TimeRange', 1),
      informedEntity: list('EntitySelector', 5),
      headerText: one('TranslatedString', 10),
      descriptionText: one('TranslatedString', 11),
    }),
    TimeRange: message({ start: one('uint64', 1), end: one('uint64', 2) }),
    EntitySelector: message({ routeId: one('string', 2), stopId: one('string', 5) }),
    TranslatedString: message({ translation: list('Translation', 1) }),
    Translation: message({ text: one('string', 1), language: one('string', 2) }),
  },
});

const FeedMessage = root.lookupType('FeedMessage');

/**
 * The JSON form of a feed in protobuf.
 * @throws {Error} for bytes that are none.
 */
export function fromProtobuf(bytes: Uint8Array): unknown {
  return FeedMessage.toObject(FeedMessage.decode(bytes), { longs: Number });
}

/** A feed in its JSON form as protobuf, for emulators and tests. */
export function toProtobuf(feed: Record<string, unknown>): Uint8Array {
  return FeedMessage.encode(FeedMessage.fromObject(feed)).finish();
}
