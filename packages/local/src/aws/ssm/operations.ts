import { createHash } from "node:crypto";
import type { LocalClock } from "../../clock/index.ts";
import { parameterArn } from "../arns.ts";
import { AwsError } from "../errors.ts";
import { type JsonService, serveJson } from "../json-service.ts";
import type { Service } from "../server.ts";
import type { Parameter, ParameterStore, ParameterType } from "./parameter-store.ts";

const maximumNames = 10;
const types: readonly string[] = ["String", "StringList", "SecureString"] satisfies ParameterType[];

/**
 * Serves `parameters` to the AWS SDK. A `SecureString` lies under the account's own key (`aws/ssm`), whose policy
 * lets everyone in the account who may read the parameter decrypt it: no right on a key is asked for.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
 */
export function ssmService(parameters: ParameterStore, clock: LocalClock): Service {
  const service: JsonService = {
    version: "1.1",
    operations: {
      GetParameter: (input, { caller }) => {
        const name = text(input.Name, "name");
        caller.demand("ssm:GetParameter", parameterArn(name));
        const parameter = parameters.find(name);
        if (!parameter) throw new AwsError("ParameterNotFound", "");
        return { Parameter: described(parameter, input.WithDecryption === true) };
      },
      GetParameters: (input, { caller }) => {
        const names = Array.isArray(input.Names) ? input.Names.map((name) => text(name, "names")) : [];
        if (names.length === 0 || names.length > maximumNames) {
          throw invalid(
            `Value at 'names' failed to satisfy constraint: Member must have length less than or equal to ${maximumNames}`,
          );
        }
        if (new Set(names).size < names.length) throw invalid("Duplicate parameters in the request.");
        for (const name of names) caller.demand("ssm:GetParameters", parameterArn(name));
        const found = names.map((name) => parameters.find(name)).filter((parameter) => parameter !== undefined);
        return {
          Parameters: found.map((parameter) => described(parameter, input.WithDecryption === true)),
          InvalidParameters: names.filter((name) => !found.some((parameter) => parameter.name === name)),
        };
      },
      PutParameter: (input, { caller }) => {
        const name = text(input.Name, "name");
        caller.demand("ssm:PutParameter", parameterArn(name));
        const existing = parameters.find(name);
        if (existing && input.Overwrite !== true) {
          throw new AwsError(
            "ParameterAlreadyExists",
            "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
          );
        }
        const type = input.Type ?? existing?.type;
        if (typeof type !== "string" || !types.includes(type)) {
          throw invalid("A parameter type is required when you create a parameter.");
        }
        const value = text(input.Value, "value");
        const Version = parameters.put({ name, type: type as ParameterType, value, modifiedAt: clock.now() });
        return { Version, Tier: "Standard" };
      },
    },
  };
  return serveJson(service);
}

function described(parameter: Parameter, decrypted: boolean) {
  const { name, type, value, version, modifiedAt } = parameter;
  return {
    Name: name,
    Type: type,
    // Undecrypted, AWS shows an opaque blob; a digest is as useless to the reader.
    Value: type === "SecureString" && !decrypted ? createHash("sha256").update(value).digest("base64") : value,
    Version: version,
    LastModifiedDate: modifiedAt / 1000,
    ARN: parameterArn(name),
    DataType: "text",
  };
}

function text(value: unknown, member: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw invalid(`Value at '${member}' failed to satisfy constraint: Member must not be null`);
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
