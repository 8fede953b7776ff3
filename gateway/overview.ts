/** What a person sees who opens the API's address in a browser. */
export const OVERVIEW = `Brussels City Graph

One typed GraphQL schema over the administrations of the Brussels-Capital Region, read in place.

  POST /graphql          ask: { "query": "{ municipalities { nisCode name { value } } }" }
  GET  /schema.graphql   the contract
  GET  /catalogue        the datasets: who keeps them, under which licence (DCAT-AP, JSON-LD)
  GET  /health           whether the graph can be asked
`;
