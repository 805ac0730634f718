/**
 * What each client of AWS would otherwise look up by itself with the first request of a sandbox, in the environment and in
 * the files of a workstation. These are its defaults, and Lambda has nothing else. The region, `AWS_ENDPOINT_URL_*` and
 * `AWS_MAX_ATTEMPTS` are still read; an endpoint that FIPS wants is given as the former.
 */
export const AWS_SETTINGS = {
  authSchemePreference: [] as string[],
  defaultsMode: "legacy",
  retryMode: "standard",
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
} as const;
