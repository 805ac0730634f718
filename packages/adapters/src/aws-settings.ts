/**
 * What each client of AWS would otherwise look up by itself with the first request of a sandbox, in the environment and in
 * the files of a workstation. These are its defaults; Lambda has nothing else. `AWS_REGION` and `AWS_ENDPOINT_URL` are read.
 */
export const AWS_SETTINGS = {
  authSchemePreference: [] as string[],
  defaultsMode: "legacy",
  retryMode: "standard",
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
} as const;
