/**
 * The smallest client of Lambda's Runtime API: asks for the next event, calls the handler, sends its answer. It stands
 * in for AWS's own where that one is not compiled.
 */
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

const API = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const [, file, name] = /^(.*)\.(\w+)$/.exec(process.env._HANDLER);

const post = (path, body) => fetch(`${API}/${path}`, { method: 'POST', body: JSON.stringify(body) });
const told = (error) => ({
  errorType: error.name,
  errorMessage: error.message,
  trace: String(error.stack).split('\n'),
});

async function main() {
  let handler;
  try {
    const path = resolve(process.env.LAMBDA_TASK_ROOT, file);
    handler = require(['.js', '.cjs'].map((end) => path + end).find(existsSync) ?? path)[name];
  } catch (error) {
    await post('init/error', told(error));
    process.exit(1);
  }
  while (true) {
    const next = await fetch(`${API}/invocation/next`);
    const header = (key) => next.headers.get(`lambda-runtime-${key}`) ?? '';
    const awsRequestId = header('aws-request-id');
    process.env._X_AMZN_TRACE_ID = header('trace-id');
    const context = {
      awsRequestId,
      invokedFunctionArn: header('invoked-function-arn'),
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      getRemainingTimeInMillis: () => Number(header('deadline-ms')) - Date.now(),
    };
    try {
      await post(`invocation/${awsRequestId}/response`, await handler(await next.json(), context));
    } catch (error) {
      await post(`invocation/${awsRequestId}/error`, told(error));
    }
  }
}

main();
