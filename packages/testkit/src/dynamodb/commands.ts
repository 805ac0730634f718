import type {
  BatchGetCommand,
  BatchGetCommandOutput,
  BatchWriteCommand,
  BatchWriteCommandOutput,
  DeleteCommand,
  DeleteCommandOutput,
  GetCommand,
  GetCommandOutput,
  PutCommand,
  PutCommandOutput,
  QueryCommand,
  QueryCommandOutput,
  ScanCommand,
  ScanCommandOutput,
  TransactGetCommand,
  TransactGetCommandOutput,
  TransactWriteCommand,
  TransactWriteCommandOutput,
  UpdateCommand,
  UpdateCommandOutput,
} from "@aws-sdk/lib-dynamodb";

/** The commands that the model knows. */
export type DocumentCommand =
  | GetCommand
  | PutCommand
  | UpdateCommand
  | DeleteCommand
  | QueryCommand
  | ScanCommand
  | BatchGetCommand
  | BatchWriteCommand
  | TransactGetCommand
  | TransactWriteCommand;

/** What a command is answered with. */
export type OutputOf<Command extends DocumentCommand> = Command extends GetCommand
  ? GetCommandOutput
  : Command extends PutCommand
    ? PutCommandOutput
    : Command extends UpdateCommand
      ? UpdateCommandOutput
      : Command extends DeleteCommand
        ? DeleteCommandOutput
        : Command extends QueryCommand
          ? QueryCommandOutput
          : Command extends ScanCommand
            ? ScanCommandOutput
            : Command extends BatchGetCommand
              ? BatchGetCommandOutput
              : Command extends BatchWriteCommand
                ? BatchWriteCommandOutput
                : Command extends TransactGetCommand
                  ? TransactGetCommandOutput
                  : TransactWriteCommandOutput;
