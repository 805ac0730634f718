/**
 * Stands for the AWS SDK's default chain of credential providers in the bundles. Lambda hands the role's credentials
 * over in the environment; the files, profiles, single sign-on and metadata servers of the full chain are 140 kB a
 * function that never apply.
 */
export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env";
