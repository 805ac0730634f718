import type { KnownDeviations } from "@jules/testkit/contracts";

/** The variable that says which list is that of the server. */
export const LIKE = "CONFORMANCE_DYNAMODB_LIKE";

interface DynamodbLike {
  /** Whose deviations these are. */
  readonly name: string;
  readonly deviations: KnownDeviations;
}

const REFUSED = "it refuses the request with a ValidationException";
const ACCEPTED = "it accepts the request";
const CONDITION_FAILS = "the condition fails";
const CRASHES = "it answers with an internal error";
const FINDS_NOTHING = "it finds nothing";
const UPDATED = "it shows something else of what was updated";

/** In which cases of the table contract a server is known to differ from DynamoDB. */
const LISTS: Readonly<Record<string, DynamodbLike>> = {
  aws: { name: "DynamoDB", deviations: {} },
  "dynamodb-local": {
    name: "DynamoDB Local 2.6.1",
    deviations: {
      "that is asked for UPDATED_OLD": UPDATED,
      "that is asked for UPDATED_NEW": UPDATED,
      // AWS cancels the transaction and gives ValidationError as the reason of the element.
      "is cancelled by a put without a part of its key": REFUSED,
      "is cancelled by an update to more than 400 KB": REFUSED,
      "is cancelled, not refused, by an update that does not suit the item": REFUSED,
    },
  },
  moto: {
    name: "moto 5.2.5",
    deviations: {
      "a projection shows what it names, in the item's own shape":
        "it takes a name for unused when only places of its list are asked for",
      "is true: begins_with(bytes, :v)": "it compares the starts of texts only",
      "without an expression makes an item of its key alone": CRASHES,
      "calculates in parentheses": CRASHES,
      "that is asked for UPDATED_OLD": "it shows the whole of a map of which a part was updated",
      "that sets a name in a list is refused and changes nothing": "it accepts the request, and changes nothing",
      "with a value that no expression uses": ACCEPTED,
      "with a value without any expression": ACCEPTED,
      "with a placeholder without a value": CRASHES,
      "with one placeholder of two without a value": CRASHES,
      "with a placeholder without a name": CRASHES,
      "with an expression without content": ACCEPTED,
      "with an expression that ends too early": CRASHES,
      "with an expression that goes on": CRASHES,
      "with parentheses that do not close": CRASHES,
      "with a value in the text": ACCEPTED,
      "with a function of a value that needs a name": CRASHES,
      "with an unknown type": CONDITION_FAILS,
      "with a start that is a number": CONDITION_FAILS,
      "with an order of truths": CONDITION_FAILS,
      "with a range that ends before it begins": CONDITION_FAILS,
      "with more than a hundred candidates": CONDITION_FAILS,
      "with a key with another type": FINDS_NOTHING,
      "with a number as key of an index": ACCEPTED,
      "with overlapping places in a projection": ACCEPTED,
      "is cancelled by a put with a key of another type": REFUSED,
      "is cancelled by a put without a part of its key": "it gives KeyError as the reason of the element",
      "is cancelled by a delete with a key of another type": ACCEPTED,
      "is cancelled by a put with a number as key of an index": ACCEPTED,
      "is cancelled by an update to more than 400 KB": REFUSED,
      "is cancelled, not refused, by an update that does not suit the item": REFUSED,
      "happens once for its token, and only for the same writes": "it takes no notice of the token",
      "is refused with nothing in it": ACCEPTED,
      "is refused with a value that no expression uses in it": ACCEPTED,
      "shows of the items it reads what it was asked for": "a TransactGet gives whole items",
      "writes 25 items and not one more, and none twice": "it writes more",
      "where :v = sk of c": "it wants the key before its value",
      "says where it stopped at its limit, even when nothing follows": "it says so only when something follows",
      "is refused with an OR": CRASHES,
      "is refused with a sort key that is not this one": CRASHES,
      "is refused with a value of another type": FINDS_NOTHING,
      "is refused with a filter on a key": ACCEPTED,
      "is refused with a limit of nothing": CRASHES,
      "is refused of an index that does not exist": "it answers with a ResourceNotFoundException",
      "is refused with a start in another partition": ACCEPTED,
      "is refused with a start that is no key": CRASHES,
      "is refused of an index with a start in the table": CRASHES,
      "loses an item with its key or with the item, and gets it back":
        "it refuses an update that reads a part of the key",
      "is refused to who wants an attribute that it does not hold": "it leaves the attribute out",
    },
  },
};

/** The list that `LIKE` names, or else `byDefault`. Throws when there is none of that name. */
export function dynamodbLike(byDefault: string): DynamodbLike & { readonly like: string } {
  const like = process.env[LIKE] ?? byDefault;
  const list = LISTS[like];
  if (list === undefined) throw new Error(`${LIKE} is one of ${Object.keys(LISTS).join(", ")}.`);
  return { like, ...list };
}
