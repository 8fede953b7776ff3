import protobuf from 'protobufjs/light.js';

/**
 * The messages of GTFS Realtime (gtfs.org/realtime/proto) in the form that protobuf.js reads, with the names that the
 * JSON form has. Only what is read here: fields that are not named are skipped. Enumerations are plain numbers.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    FeedMessage: {
      fields: { header: { type: 'FeedHeader', id: 1 }, entity: { rule: 'repeated', type: 'FeedEntity', id: 2 } },
    },
    FeedHeader: {
      fields: {
        gtfsRealtimeVersion: { type: 'string', id: 1 },
        incrementality: { type: 'int32', id: 2 },
        timestamp: { type: 'uint64', id: 3 },
      },
    },
    FeedEntity: {
      fields: {
        id: { type: 'string', id: 1 },
        isDeleted: { type: 'bool', id: 2 },
        tripUpdate: { type: 'TripUpdate', id: 3 },
        alert: { type: 'Alert', id: 5 },
      },
    },
    TripUpdate: {
      fields: {
        trip: { type: 'TripDescriptor', id: 1 },
        stopTimeUpdate: { rule: 'repeated', type: 'StopTimeUpdate', id: 2 },
        timestamp: { type: 'uint64', id: 4 },
        delay: { type: 'int32', id: 5 },
      },
    },
    TripDescriptor: {
      fields: {
        tripId: { type: 'string', id: 1 },
        startTime: { type: 'string', id: 2 },
        startDate: { type: 'string', id: 3 },
        scheduleRelationship: { type: 'int32', id: 4 },
        routeId: { type: 'string', id: 5 },
      },
    },
    StopTimeUpdate: {
      fields: {
        stopSequence: { type: 'uint32', id: 1 },
        arrival: { type: 'StopTimeEvent', id: 2 },
        departure: { type: 'StopTimeEvent', id: 3 },
        stopId: { type: 'string', id: 4 },
        scheduleRelationship: { type: 'int32', id: 5 },
      },
    },
    StopTimeEvent: { fields: { delay: { type: 'int32', id: 1 }, time: { type: 'int64', id: 2 } } },
    Alert: {
      fields: {
        activePeriod: { rule: 'repeated', type: 'TimeRange', id: 1 },
        informedEntity: { rule: 'repeated', type: 'EntitySelector', id: 5 },
        headerText: { type: 'TranslatedString', id: 10 },
        descriptionText: { type: 'TranslatedString', id: 11 },
      },
    },
    TimeRange: { fields: { start: { type: 'uint64', id: 1 }, end: { type: 'uint64', id: 2 } } },
    EntitySelector: { fields: { routeId: { type: 'string', id: 2 }, stopId: { type: 'string', id: 5 } } },
    TranslatedString: { fields: { translation: { rule: 'repeated', type: 'Translation', id: 1 } } },
    Translation: { fields: { text: { type: 'string', id: 1 }, language: { type: 'string', id: 2 } } },
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
