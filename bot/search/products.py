"""Which words are names of tools and products? A base that does not know one must not read it as another word."""

_NAMES = """
adobe aha airbase airflow airtable algolia amplitude angular ansible appium apigee argocd asana athena atlassian auth0
azure backstage bamboo bamboohr basecamp bazel bigquery bitbucket bitwarden blender bootstrap brex buildkite calendly
canva cassandra celery chargebee chatgpt chef circleci clickhouse clickup cloudflare cloudwatch codecov cognito
concourse confluence contentful copilot couchbase crowdstrike cypress dagster databricks datadog deel django docker
docusign docusaurus dropbox drupal dynamodb elasticsearch elastic elixir envoy eslint excel expensify figma firebase
firefox flask flink flutter freshdesk fullstory gatsby gerrit github gitlab gitbook gmail golang gong grafana
grammarly gradle graphql greenhouse grpc gusto hadoop haskell helm heroku hibernate honeycomb hotjar hubspot intercom
intellij istio jaeger java javascript jenkins jest jetbrains jfrog jira julia jumpcloud jupyter kafka kanban keycloak
kibana kotlin kubernetes laravel launchdarkly leapsome linux loki looker loom lucidchart macos mailchimp mailgun
mariadb marketo maven metabase miro mixpanel mockito mongodb mulesoft mural mysql nagios netlify netsuite newrelic
nextjs nginx nodejs nomad notion nuget numpy okta onelogin openapi openshift opsgenie optimizely oracle outlook
pagerduty pandas pendo personio perl phabricator photoshop playwright podman postgres postgresql postman powerpoint
prettier prisma productboard prometheus pulumi puppet pycharm pytest pytorch quickbooks rabbitmq rails react redash
redis redshift retool rippling rollbar ruby rundeck sagemaker sailpoint salesforce scala selenium semgrep sendgrid
sentry servicenow sharepoint shopify skype slack snowflake snyk sonarqube sourcegraph spacelift spark splunk spotify
sqlite squarespace storybook stripe supabase svelte swagger tableau tailscale tailwind tensorflow terraform testrail
toggl traefik travis trello twilio typeform typescript ubuntu vagrant vercel vite vmware webex webflow webpack
whatsapp windows wordpress workable workday wrike xcode xero yammer yarn youtrack zapier zendesk zeplin zeroheight
zoho zoom zookeeper
"""
NAMES = frozenset(_NAMES.split())
