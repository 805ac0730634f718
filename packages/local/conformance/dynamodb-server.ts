import { dynamodbLike, LIKE } from "./dynamodb-deviations.ts";
import { AWS_CLIENT, type Engine, type EngineOptions, Unavailable } from "./engine.ts";
import { makeStageTables } from "./stage-tables.ts";

const URL_NAME = "CONFORMANCE_DYNAMODB_URL";

/** A DynamoDB server that somebody runs already. It gets our tables for the time of the suites. */
export async function useDynamodbServer({ signal, tell }: EngineOptions): Promise<Engine> {
  const { [URL_NAME]: url = "" } = process.env;
  if (url === "") {
    throw new Unavailable(
      `its licence is for whoever runs it to accept; name one of yours with ${URL_NAME}=http://localhost:8000`,
    );
  }
  if (!URL.canParse(url)) throw new Error(`${URL_NAME} is not the address of a server.`);
  const { like, name } = dynamodbLike("dynamodb-local");
  const tables = await makeStageTables(url, signal);
  return {
    title: `DynamoDB server at ${url} (like ${name})`,
    environment: { ...AWS_CLIENT, AWS_ENDPOINT_URL_DYNAMODB: url, [LIKE]: like },
    async [Symbol.asyncDispose]() {
      try {
        await tables[Symbol.asyncDispose]();
      } catch (error) {
        tell(`The tables of the suites could not be deleted at ${url}: ${error}`);
      }
    },
  };
}
