//! The keys that n8n's types have.

/// `INodeTypeDescription`.
pub const DESCRIPTION: &[&str] = &[
    "displayName",
    "name",
    "group",
    "version",
    "defaultVersion",
    "description",
    "subtitle",
    "defaults",
    "inputs",
    "inputNames",
    "outputs",
    "outputNames",
    "credentials",
    "properties",
    "requestDefaults",
    "requestOperations",
    "webhooks",
    "usableAsTool",
    "features",
    "icon",
    "iconUrl",
    "iconBasePath",
    "iconColor",
    "themeColor",
    "badgeIconUrl",
    "codex",
    "hidden",
    "hints",
    "documentationUrl",
    "eventTriggerDescription",
    "activationMessage",
    "maxNodes",
    "parameterPane",
    "polling",
    "supportsCORS",
    "requiredInputs",
    "triggerPanel",
    "waitingNodeTooltip",
    "mockManualExecution",
    "sensitiveOutputFields",
    "schemaPath",
    "builderHint",
    "translation",
    "extendsCredential",
    "__loadOptionsMethods",
];

/// `INodeProperties`.
pub const PROPERTY: &[&str] = &[
    "displayName",
    "name",
    "type",
    "typeOptions",
    "default",
    "description",
    "hint",
    "builderHint",
    "disabledOptions",
    "displayOptions",
    "options",
    "placeholder",
    "isNodeSetting",
    "noDataExpression",
    "required",
    "routing",
    "credentialTypes",
    "extractValue",
    "modes",
    "requiresDataPath",
    "doNotInherit",
    "validateType",
    "ignoreValidationDuringExecution",
    "allowArbitraryValues",
    "resolvableField",
    "envFeatureFlag",
];

/// The types of a property.
pub const TYPES: &[&str] = &[
    "boolean",
    "button",
    "collection",
    "color",
    "dateTime",
    "fixedCollection",
    "hidden",
    "icon",
    "json",
    "callout",
    "notice",
    "multiOptions",
    "number",
    "options",
    "string",
    "credentialsSelect",
    "resourceLocator",
    "curlImport",
    "resourceMapper",
    "filter",
    "assignmentCollection",
    "credentials",
    "workflowSelector",
];

/// `INodePropertyOptions`.
pub const CHOICE: &[&str] = &[
    "name",
    "value",
    "action",
    "description",
    "displayName",
    "displayOptions",
    "routing",
    "builderHint",
    "outputConnectionType",
    "inputSchema",
    "disabledOptions",
];

/// `INodePropertyCollection`.
pub const GROUP: &[&str] =
    &["name", "displayName", "values", "description", "builderHint", "placeholder", "typeOptions", "default", "type"];

/// `INodeCredentialDescription`.
pub const CREDENTIAL_USE: &[&str] =
    &["name", "displayName", "required", "displayOptions", "disabledOptions", "testedBy"];

/// `ICredentialType`.
pub const CREDENTIAL_TYPE: &[&str] = &[
    "name",
    "displayName",
    "properties",
    "extends",
    "authenticate",
    "preAuthentication",
    "test",
    "documentationUrl",
    "icon",
    "iconUrl",
    "iconBasePath",
    "iconColor",
    "genericAuth",
    "httpRequestNode",
    "supportedNodes",
    "hidden",
    "restrictToSupportedNodes",
    "hideDomainRestrictionFields",
    "__overwrittenProperties",
    "__skipManagedCreation",
];

/// `INodePropertyRouting`.
pub const ROUTING: &[&str] = &["operations", "output", "request", "send"];

/// `INodeRequestSend`.
pub const SEND: &[&str] = &["preSend", "paginate", "property", "propertyInDotNotation", "type", "value"];

/// `INodeRequestOutput`.
pub const OUTPUT: &[&str] = &["maxResults", "postReceive"];

/// `IHttpRequestOptions` with what declarative requests have besides.
pub const REQUEST: &[&str] = &[
    "url",
    "baseURL",
    "headers",
    "method",
    "body",
    "qs",
    "arrayFormat",
    "auth",
    "disableFollowRedirect",
    "encoding",
    "skipSslCertificateValidation",
    "returnFullResponse",
    "ignoreHttpStatusErrors",
    "proxy",
    "timeout",
    "json",
    "abortSignal",
    "sendCredentialsOnCrossOriginRedirect",
];

pub const METHODS: &[&str] = &["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT", "OPTIONS"];

/// The steps of `postReceive`, each with its properties; the second list of those that it needs.
pub const POST_RECEIVE: &[(&str, &[&str], &[&str])] = &[
    ("binaryData", &["destinationProperty"], &["destinationProperty"]),
    ("filter", &["pass"], &["pass"]),
    ("limit", &["maxResults"], &["maxResults"]),
    ("rootProperty", &["property"], &["property"]),
    ("set", &["value"], &["value"]),
    ("setKeyValue", &[], &[]),
    ("sort", &["key"], &["key"]),
];

/// The properties of `pagination` by its type; the second list of those that it needs.
pub const PAGINATION: &[(&str, &[&str], &[&str])] = &[
    (
        "offset",
        &["limitParameter", "offsetParameter", "pageSize", "rootProperty", "type"],
        &["limitParameter", "offsetParameter", "pageSize", "type"],
    ),
    ("generic", &["continue", "request"], &["continue", "request"]),
];

/// What of `typeOptions` says that the choices come from elsewhere.
pub const LOADED: &[&str] = &["loadOptionsMethod", "loadOptions"];
