/** The bundle's handler, with what its process was told of the invocation in a header; or one that never answers. */
const { join } = require('node:path');

const { handler } = require(join(process.env.LAMBDA_TASK_ROOT, 'index.js'));
let invocations = 0;

exports.handler = async (event, context) => {
  invocations += 1;
  if (event.headers['x-hang']) await new Promise(() => setInterval(() => {}, 1_000));
  const told = {
    invocations,
    requestId: context.awsRequestId,
    functionName: context.functionName,
    remaining: context.getRemainingTimeInMillis(),
    trace: process.env._X_AMZN_TRACE_ID,
  };
  const answer = await handler(event, context);
  return { ...answer, headers: { ...answer.headers, 'x-told': JSON.stringify(told) } };
};
